"""The processor's time for the funding page's questions after a change of filter, and when asked again.

    uv run python -m benchmarks.funding_filters

On the demonstration store, every commune of the country: the first answer comes from the database, the second
from the kept frames.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from ui import stores
from ui.funding_choices import DEFAULT_PROGRAMME, FundingChoice
from ui.money_parts import parts_at
from ui.need_facts import need_facts
from ui.place_key import NATION
from ui.stores import DEMONSTRATION

PERIOD = (2025, 2025)
FILTERS = (None, "P2", "P3", "P4", "P6", "P7")
FUNDS = (None, "local", "central_recurrent")


def milliseconds(action: Callable[[], object]) -> float:
    """Return the processor's time for an action, which neighbours on the machine do not lengthen."""
    start = time.process_time()
    action()
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Print the medians of first and repeated answers."""
    edition = stores.newest(DEMONSTRATION)
    choices = [
        FundingChoice(DEFAULT_PROGRAMME, NATION, PERIOD, fund, project)
        for fund in FUNDS
        for project in FILTERS
    ]
    parts = parts_at(edition, choices[0], "commune")
    opening = milliseconds(lambda: need_facts(edition, choices[0], parts))
    first, again = (
        [milliseconds(partial(need_facts, edition, one, parts)) for one in choices[1:]] for _ in range(2)
    )
    print(f"communes, opening once: {opening:.0f} ms")
    print(f"changed filter, median: {statistics.median(first):.0f} ms, slowest {max(first):.0f} ms")
    print(f"same filter again, median: {statistics.median(again):.0f} ms, slowest {max(again):.0f} ms")


if __name__ == "__main__":
    main()
