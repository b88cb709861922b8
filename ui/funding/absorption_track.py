"""What had been paid out at each date of a period, beside the time gone by."""

from __future__ import annotations

import pandas as pd

from data_access.money.absorption import expected_share, last_day
from data_access.money.disbursement import paid_by_date, to_spend
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.money_charts import track
from ui.charts.series_charts import BREAK_COLOUR
from ui.charts.source_lines import named_sources
from ui.charts.stage_charts import STAGE_INKS
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import percent, sources_of_place, subtitle

FEWEST_DATES = 2


def track_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the chart of disbursed shares by date; silent with too few dates or nothing to divide by."""
    words = visit.words
    rows = money_frames.rows(visit.edition, chosen.question("disbursed"), all_reports=True)
    paid = paid_by_date(rows, money_frames.projects(visit.edition, chosen.programme))
    there = to_spend(money_frames.by_year(visit.edition, chosen.question()))
    shares = {day: 100 * amount / there for day, amount in paid.items()} if there else {}
    assert chosen.period is not None
    gone = {day: expected_share(chosen.period, day) for day in shares}
    lines = {"absorption.track_paid": shares, "absorption.track_gone": gone}
    points = pd.DataFrame(
        [
            {
                "date": last_day(day).isoformat(),
                "series": words(name),
                "value": value,
                "text": percent(value, words),
            }
            for name, line in lines.items()
            for day, value in line.items()
        ]
    )
    unit = words("absorption.track_unit")
    is_drawn = len(shares) >= FEWEST_DATES
    colours = [STAGE_INKS["disbursed"], BREAK_COLOUR]
    return Exhibit(
        key="absorption-track",
        title=words("absorption.title_track"),
        subtitle=subtitle(visit, chosen, unit),
        sources=named_sources(visit, sources_of_place(visit, chosen)),
        chart=track(points, colours=colours, unit=unit, words=words) if is_drawn else None,
        headers=[words("absorption.date"), words("absorption.track_paid"), words("absorption.track_gone")],
        cells=[
            [words.date(day), percent(share, words), percent(gone[day], words)]
            for day, share in shares.items()
        ],
        numeric=(1, 2),
        data=pd.DataFrame({"as_of": list(paid), "disbursed_vnd": list(paid.values())}),
        silence=words("absorption.no_track"),
    )
