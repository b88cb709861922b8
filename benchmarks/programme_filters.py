"""What a changed filter on the outcomes and targets pages costs the server, beside an empty rerun.

    uv run python -m benchmarks.programme_filters

On the demonstration store, with the targets of every commune of the country. The whole script is run, shell
and page, without a browser; processor time, so that a busy machine tells much the same. Each change is
made twice: the first may ask the database, the second finds the frames kept.
"""

from __future__ import annotations

import statistics
import time
from unittest.mock import patch

from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data_access.settings import ROOT

SHELL = str(ROOT / "ui" / "shell.py")
RUN_SECONDS = 900.0
EMPTY: tuple[str, dict[str, str], list[dict[str, str]]] = ("sources", {}, [{}] * 5)
WALKS: tuple[tuple[str, dict[str, str], list[dict[str, str]]], ...] = (
    (
        "targets",
        {"target_level": "commune"},
        [
            {"standing": "late"},
            {"standing": "overdue"},
            {"standing": "all"},
            {"place": "v2008.province.02"},
            {"place": "v2025.province.15"},
        ],
    ),
    (
        "outcomes",
        {"topic": "P2"},
        [
            {"kind": "community"},
            {"kind": "all", "modality": "grant"},
            {"modality": "all"},
            {"topic": "P4"},
            {"topic": "P5"},
            {"topic": "overlap"},
        ],
    ),
)


def opened(key: str, query: dict[str, str]) -> AppTest:
    """Return a page of the demonstration store, opened and once drawn."""
    page = AppTest.from_file(SHELL, default_timeout=RUN_SECONDS)
    asked = {"store": "demo", **query}
    page.query_params.update(asked)
    page.run()
    page.switch_page(f"../pages/{key}.py")
    page.query_params.update(asked)
    return page.run()


def milliseconds(page: AppTest, change: dict[str, str]) -> float:
    """Return the processor time of a rerun with a changed address."""
    page.query_params.update(change)
    start = time.process_time()
    page.run()
    return 1000 * (time.process_time() - start)


def medians(key: str, query: dict[str, str], changes: list[dict[str, str]]) -> tuple[float, float]:
    """Return the median of the first and of the second round of changes."""
    page = opened(key, query)
    first, again = ([milliseconds(page, change) for change in changes] for _ in range(2))
    return statistics.median(first), statistics.median(again)


def main() -> None:
    """Print the medians and how many times an empty rerun they are."""
    with patch.object(ContextProxy, "ip_address", "127.0.0.1"):
        _, empty = medians(*EMPTY)
        print(f"nothing changed: {empty:.0f} ms")
        for walk in WALKS:
            first, again = medians(*walk)
            print(
                f"{walk[0]}: first {first:.0f} ms ({first / empty:.1f}×), "
                f"again {again:.0f} ms ({again / empty:.1f}×)"
            )


if __name__ == "__main__":
    main()
