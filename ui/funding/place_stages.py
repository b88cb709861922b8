"""Planned, assigned and disbursed money of the parts of a place, each in one line, the largest first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from data_access.money.extent import outermost_rows
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.charts.stage_charts import MOST_BARS, stage_chart
from ui.funding.need_facts import named_parts
from ui.funding.parts import Parts, areas_of, levels_below, parts_at
from ui.funding.stage_exhibits import EXPECTED, chart_rows, stage_exhibit
from ui.money.extent import only_parts
from ui.money.funding_choice import FundingChoice

SHOWN = 20
# A hall reads fewer places, and as bars fewer still.
IN_HALL, BARS_IN_HALL = 13, 5


def by_place(visit: Visit, chosen: FundingChoice, most: int = SHOWN) -> Exhibit:
    """Return the stages of each place right below the chosen one: ``most`` of them drawn, all in the table.

    An amount that covers only parts of a place's money is set beside no other: it is counted and left out.
    Silent where no stage is known of half of the places.
    """
    words, levels = visit.words, levels_below(visit.edition, chosen)
    title = words("funding.title_places")
    if not levels or chosen.period is None:
        nothing = Exhibit("funding-places", title, "", named_sources(visit, []), None)
        return replace(nothing, silence=words("funding.no_places"))
    parts = parts_at(visit.edition, chosen, levels[0])
    sums, left_out = _comparable(visit, chosen, parts)
    if not _is_of_most(sums, len(areas_of(visit.edition, parts))):
        sums, left_out = sums.head(0), 0
    exhibit = stage_exhibit(visit, chosen, "places", title, sums)
    shown = list(dict.fromkeys(sums["label"]))[:most]
    count = sums["label"].nunique()
    notes = [words("funding.places_shown", shown=len(shown), count=count)] if count > most else []
    notes += [words("funding.places_left_out", count=left_out)] if left_out else []
    drawn = sums[sums["label"].isin(shown)]
    is_page = most == SHOWN
    is_chart = exhibit.chart is not None and (count > most or not is_page)
    bars = MOST_BARS if is_page else BARS_IN_HALL
    return replace(
        exhibit,
        chart=stage_chart(chart_rows(drawn, words), words=words, most_bars=bars)
        if is_chart
        else exhibit.chart,
        sources=named_sources(visit, _sources(visit, chosen, parts)),
        sentence=" ".join([*notes, exhibit.sentence]).strip(),
        in_hall=partial(by_place, visit, chosen, IN_HALL) if is_page else None,
    )


def _is_of_most(sums: pd.DataFrame, places: int) -> bool:
    """Whether one stage at least is known of half of the places."""
    by_stage = sums.groupby("stage")["area_code"].nunique()
    return bool(len(by_stage)) and 2 * int(by_stage.max()) >= places


def _comparable(visit: Visit, chosen: FundingChoice, parts: Parts) -> tuple[pd.DataFrame, int]:
    """Return the sums of the places by stage, those with most first, and how many places were left out."""
    edition, found, left_out = visit.edition, [], set[str]()
    for stage in EXPECTED:
        question = parts.question(chosen, stage)
        partial = _partly_reported(visit, chosen, money_frames.rows(edition, question), stage)
        sums = money_frames.area_sums(edition, question)
        left_out |= partial & set(sums["area_code"])
        found.append(sums[~sums["area_code"].isin(partial)].assign(stage=stage))
    sums = pd.concat(found, ignore_index=True)
    names = named_parts(edition, parts).set_index("area_code")[f"name_{visit.words.language}"]
    twice = set(names[names.duplicated(keep=False)].index)
    labels = [f"{names[code]} ({code})" if code in twice else names[code] for code in sums["area_code"]]
    most = sums.groupby("area_code")["amount_max_vnd"].transform("max")
    ordered = sums.assign(label=labels, vintage=parts.vintage, most=most)
    ordered = ordered.sort_values(["most", "area_code"], ascending=[False, True], kind="stable")
    return ordered.drop(columns="most").reset_index(drop=True), len(left_out)


def _partly_reported(visit: Visit, chosen: FundingChoice, rows: pd.DataFrame, stage: str) -> set[str]:
    """Return the places of which the rows of a stage cover only some projects or funds."""
    first, last = chosen.period or (0, 0)
    key = (first, last, stage)
    return {
        str(code)
        for code, own in rows.groupby("area_code")
        if only_parts(visit, chosen, outermost_rows(own).get(key, []))
    }


def _sources(visit: Visit, chosen: FundingChoice, parts: Parts) -> list[str]:
    """Return the sources that the money of the places rests on."""
    codes = [
        code
        for stage in EXPECTED
        for code in money_frames.sources_by_area(visit.edition, parts.question(chosen, stage))["source_code"]
    ]
    return list(dict.fromkeys(codes))
