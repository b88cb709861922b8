"""The picture of flows: ribbons between poor, near-poor and neither, from the start of a year to its end."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.poverty.review_forms import codes_of
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.sankey import sankey
from ui.charts.source_lines import named_sources
from ui.flows.movements import flow_nodes, flow_passages
from ui.text.source_citation import codes_in

HEIGHT = 460


def flows_exhibit(
    visit: Visit, name: str, year: int, unit: str, values: Mapping[str, int], figures: pd.DataFrame
) -> Exhibit:
    """Return the picture with its table; without a chart where a line of a form is not reported."""
    words = visit.words
    passages = flow_passages(unit, values, words)
    own = figures[figures["indicator_code"].isin(codes_of(unit)) & (figures["year"] == year)]
    counted = words(f"flows.{unit}").lower()
    return Exhibit(
        key="flows",
        title=words("flows.title"),
        subtitle=" · ".join([name, str(year), counted]),
        sources=named_sources(visit, codes_in(own), own),
        chart=sankey(flow_nodes(passages, words), passages, words=words, height=HEIGHT) if passages else None,
        headers=[words("flows.passage"), counted],
        cells=[[*one.text.rsplit(": ", 1)] for one in passages],
        numeric=(1,),
        data=own[["indicator_code", "year", "value", "qualifier", "state", "source_code"]],
        silence=words("flows.no_picture"),
    )
