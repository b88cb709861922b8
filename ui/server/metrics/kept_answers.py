"""What is kept for all visitors: how many answers, how often they were there, and their bytes.

Bytes are those of texts, documents and the columns of frames; the texts that a column points to and objects
of other kinds are not looked into, which would take longer than they are worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ui.cached.shared_frames import KEPT, Keeping
from ui.server.metrics.instruments import registry

LABELS = ("package",)


class KeptAnswers(Collector):
    """Says what is kept by package of the program, whenever it is asked."""

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics of what is kept."""
        asked = CounterMetricFamily(
            "monitor_kept_asked", "How often what is kept was asked for.", labels=(*LABELS, "found")
        )
        answers = GaugeMetricFamily("monitor_kept_answers", "Answers that are kept.", labels=LABELS)
        size = GaugeMetricFamily(
            "monitor_kept_bytes",
            "Bytes of what is kept, at the least: of documents and columns.",
            labels=LABELS,
        )
        for package, keepings in _by_package().items():
            counted = [keeping.counted() for keeping in keepings]
            asked.add_metric((package, "yes"), sum(each.hits for each in counted))
            asked.add_metric((package, "no"), sum(each.misses for each in counted))
            answers.add_metric((package,), sum(each.currsize for each in counted))
            size.add_metric((package,), sum(keeping.size for keeping in keepings))
        yield from (asked, answers, size)


def _by_package() -> dict[str, list[Keeping]]:
    found: dict[str, list[Keeping]] = {}
    for keeping in sorted(KEPT, key=lambda keeping: keeping.package):
        found.setdefault(keeping.package, []).append(keeping)
    return found


@cache
def tell_what_is_kept() -> None:
    """Let the registry tell what is kept, once."""
    registry.register(KeptAnswers())
