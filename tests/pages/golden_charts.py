"""Charts written down: what the specification of each said when somebody last looked at it with care."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import altair
import pytest
import streamlit as st

FOLDER = Path(__file__).with_name("golden")
RENEWING = "RENEW_GOLDEN"
Spec = Mapping[str, Any]


class Drawn:
    """The charts that a page draws, in their order, each with the text that stands for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.charts: list[tuple[str, Spec]] = []
        monkeypatch.setattr(st, "altair_chart", self._keep)

    def _keep(self, chart: Any, *, alt: str = "", **_: object) -> None:
        spec = chart.to_dict()
        # Pages do not ask Altair whether a chart is one, see ui.charts.series_charts.
        altair.LayerChart.validate(spec)
        self.charts.append((alt, spec))

    def excerpts(self) -> list[dict[str, Any]]:
        """Return what is written down of each chart: what can be read, and a digest of the whole."""
        return [excerpt(alt, spec) for alt, spec in self.charts]


def excerpt(alt: str, spec: Spec) -> dict[str, Any]:
    """Return marks, titles of axes, series and ends of the data, and a digest of the whole specification."""
    datasets = list(spec.get("datasets", {}).values())
    longest: list[Any] = max(datasets, key=len, default=[])
    channels = [(name, told) for name, told in _channels(spec) if isinstance(told, Mapping)]
    return {
        "stands for": alt,
        "marks": [_type(mark) for mark in _found(spec, "mark")],
        "titles": list(dict.fromkeys(f"{name}: {_title(told)}" for name, told in channels if _title(told))),
        "series": next((told["scale"]["domain"] for name, told in channels if _is_series(name, told)), []),
        "rows": [len(rows) for rows in datasets],
        "ends": [longest[0], longest[-1]] if longest else [],
        "digest": digest(spec),
    }


def digest(spec: Spec) -> str:
    """Return a digest of a specification and its data, in which no number is rounded."""
    # Datasets are named after a hash of pandas' own way of writing them; their order says which is which.
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    for number, name in enumerate(spec.get("datasets", {})):
        text = text.replace(name, f"data-{number}")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _found(part: Any, name: str) -> Iterator[Any]:
    """Yield every value of a name anywhere in a specification, from the outside in."""
    if isinstance(part, Mapping):
        if name in part:
            yield part[name]
        for key, inner in part.items():
            if key not in (name, "datasets"):
                yield from _found(inner, name)
    elif isinstance(part, list):
        for inner in part:
            yield from _found(inner, name)


def _channels(spec: Spec) -> Iterator[tuple[str, Any]]:
    for encoding in _found(spec, "encoding"):
        for name, told in encoding.items():
            yield from ((name, one) for one in (told if isinstance(told, list) else [told]))


def _type(mark: Any) -> str:
    return str(mark["type"] if isinstance(mark, Mapping) else mark)


def _title(told: Mapping[str, Any]) -> str:
    return str(told.get("title") or "").strip()


def _is_series(name: str, told: Mapping[str, Any]) -> bool:
    scale = told.get("scale") or {}
    return name == "color" and isinstance(scale.get("domain"), list)


def assert_as_written_down(name: str, seen: Mapping[str, Any]) -> None:
    """Hold what was seen to ``golden/<name>.json``.

    With RENEW_GOLDEN=1 in the environment the file is written anew and the test fails, so that nobody
    renews it without looking at the difference.
    """
    file = FOLDER / f"{name}.json"
    if os.environ.get(RENEWING):
        FOLDER.mkdir(exist_ok=True)
        text = json.dumps(seen, ensure_ascii=False, indent=1)
        file.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{file.name} is written anew: look at the difference, and run again without {RENEWING}")
    assert json.loads(json.dumps(seen)) == json.loads(file.read_text(encoding="utf-8"))
