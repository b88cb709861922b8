"""What had been paid out at each date of a period, beside the time gone by."""

from __future__ import annotations

import pandas as pd

from data_access.money.absorption import expected_share, last_day
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.money_charts import STAGE_COLOURS, track
from ui.charts.series_charts import BREAK_COLOUR
from ui.charts.source_lines import source_line
from ui.funding.choice import FundingChoice
from ui.funding.money_sentences import percent, sources_of_place, subtitle

FEWEST_DATES = 2


def track_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the chart of disbursed shares by date; silent with too few dates or nothing to divide by."""
    words = visit.words
    paid = paid_by_date(visit, chosen)
    there = _there(visit, chosen)
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
    colours = [STAGE_COLOURS["disbursed"], BREAK_COLOUR]
    return Exhibit(
        key="absorption-track",
        title=words("absorption.title_track"),
        subtitle=subtitle(visit, chosen, unit),
        source=source_line(visit, sources_of_place(visit, chosen)),
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


def paid_by_date(visit: Visit, chosen: FundingChoice) -> dict[str, int]:
    """Return what had been paid out by each date that a report names, in đồng, by date.

    A report of the whole programme, or of the chosen project, counts itself; else its projects are
    added, never a project with its sub-projects. Ranges and bounds give no point.
    """
    rows = money_frames.rows(visit.edition, chosen.question("disbursed"), all_reports=True)
    rows = rows[
        rows["as_of"].notna() & rows["amount_vnd"].notna() & rows["qualifier"].isin(["exact", "about"])
    ]
    projects = money_frames.projects(visit.edition, chosen.programme).set_index("code")
    subs = set(projects.index[projects["parent_code"].notna()])
    depth = [0 if not isinstance(code, str) else 2 if code in subs else 1 for code in rows["project_code"]]
    found: dict[str, int] = {}
    for day, of_day in rows.assign(depth=depth).groupby("as_of"):
        widest = of_day[(of_day["depth"] == of_day["depth"].min()) & ~of_day["in_wider_fund"].astype(bool)]
        once = widest.drop_duplicates(["project_code", "item_code", "fund"])
        found[str(day)] = int(once["amount_vnd"].sum())
    return found


def _there(visit: Visit, chosen: FundingChoice) -> int:
    """Return what there was to spend: assigned and carried over."""
    sums = money_frames.by_year(visit.edition, chosen.question())
    spendable = sums[sums["stage"].isin(["assigned", "carried_over"])].drop_duplicates("stage")
    return int(spendable["amount_min_vnd"].sum())
