"""Money as figures of a map: per listed household or per person, or the share disbursed, by area.

The map draws indicators. A measure of money is one that is made when it is asked for; its code in the
picture's address says all it depends on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from data_access.comparing.reasons import Reason
from data_access.models.money import PLANS_TOGETHER
from data_access.money.money_question import MoneyQuestion, money_of
from data_access.money.need import HOUSEHOLDS, PERSONS, per_one
from data_access.store.frames import REAL, TEXT, WHOLE, WHOLE_OR_NULL, Row, of_each
from ui.cached import area_frames, household_lists, money_frames
from ui.cached.editions import Edition
from ui.cached.looks import LAYERS, Look
from ui.cached.population import average_population
from ui.text.amounts import period_text
from vocabulary.catalogues import LANGUAGES
from vocabulary.vintages import NEW
from vocabulary.words import Words

PREFIX = "money"
KINDS = (HOUSEHOLDS.per_one, PERSONS.per_one, "disbursed_share")
# What is not known where a measure has no number though money is reported.
MISSING = {
    HOUSEHOLDS.per_one: Reason.NO_HOUSEHOLDS,
    PERSONS.per_one: Reason.NO_PEOPLE,
    "disbursed_share": Reason.NO_BASE,
}
DECIMALS = 1
COLUMNS = {
    **dict.fromkeys(("vintage", "area_code", "name_vi", "name_en"), TEXT),
    "year": WHOLE,
    **dict.fromkeys(("value", "value_min", "value_max"), REAL),
    "decimals": WHOLE_OR_NULL,
    **dict.fromkeys(
        ("qualifier", "state", "status", "standard_code", "source_kind", "source_code", "note_vi", "note_en"),
        TEXT,
    ),
    "period_from": WHOLE_OR_NULL,
    **dict.fromkeys(("as_of", "status_note"), TEXT),
}


@dataclass(frozen=True)
class MoneyMeasure:
    """What of money is drawn: kind, programme, stage, project and fund ("" for all), the period.

    ``programme`` may be one of PLANS_TOGETHER; those alone are drawn per person.
    """

    kind: str
    programme: str
    stage: str
    project: str
    fund: str
    first: int
    last: int

    def __str__(self) -> str:
        """The code as an address writes it."""
        parts = (self.kind, self.programme, self.stage, self.project, self.fund, self.first, self.last)
        return "~".join((PREFIX, *map(str, parts)))

    @property
    def period(self) -> tuple[int, int]:
        """The first and last year."""
        return self.first, self.last

    def question(self, level: str, vintage: str, stage: str) -> MoneyQuestion:
        """Return the question for every area of a level."""
        return replace(
            money_of(self.programme, vintage, level),
            stage=stage,
            project=self.project or None,
            fund=self.fund or None,
            period=self.period,
        )


def measure_in(code: str) -> MoneyMeasure | None:
    """Return the measure that a code names, None for the code of an indicator."""
    match code.split("~"):
        case ["money", kind, programme, stage, project, fund, first, last] if (
            kind in KINDS
            and (kind == PERSONS.per_one) == (programme in PLANS_TOGETHER)
            and (first + last).isdecimal()
            and len(first + last) == 8
        ):
            return MoneyMeasure(kind, programme, stage, project, fund, int(first), int(last))
    return None


def look_of(level: str, vintage: str) -> Look:
    """Return the way to look that draws a level in a vintage."""
    if level == "district":
        return "district"
    return "today" if vintage == NEW else "reported"


def vintage_drawn(look: str, level: str) -> str:
    """Return the vintage whose units a way to look draws first."""
    return LAYERS[look, level][0]


def measure_row(measure: MoneyMeasure, list_year: int | None, standard: Row | None = None) -> Row:
    """Return the measure as the row of an indicator, in both languages.

    ``list_year`` is that of the list of households, measured by ``standard``, or of the population.
    """
    period = period_text({"period_from": measure.first, "period_to": measure.last})
    row: dict[Any, Any] = {
        "code": str(measure),
        "group": "funding",
        "unit": measure.kind,
        "direction": "context",
        "when": period,
    }
    row["decimals"] = DECIMALS
    for language in LANGUAGES:
        words = Words(language)
        stage = words(f"stage.{measure.stage}").lower()
        project = f" ({measure.project})" if measure.project else ""
        facts = {"stage": stage, "period": period, "project": project}
        if measure.programme in PLANS_TOGETHER:
            facts["project"] = words(f"programme.{measure.programme}")
        row[f"name_{language}"] = words(f"measure.{measure.kind}", **facts)
        row[f"unit_{language}"] = words(f"measure.{measure.kind}_unit")
        year = "–" if list_year is None else str(list_year)
        by = words("state.missing") if standard is None else words.of(standard)
        row[f"definition_{language}"] = words(f"measure.{measure.kind}_definition", year=year, standard=by)
    return row


def measure_figures(edition: Edition, measure: MoneyMeasure, level: str, vintage: str) -> pd.DataFrame:
    """Return one figure an area of the level: a value, a range, or why there is none.

    Columns as figures have them; an area without reported money has no row. Where money is reported
    but the households are not, or are none, the state is ``not_computable``.
    """
    sums = money_frames.area_sums(edition, measure.question(level, vintage, measure.stage))
    if measure.kind != "disbursed_share":
        values = _per_one(edition, measure, level, vintage, sums)
    else:
        shares = money_frames.disbursed_shares(edition, measure.question(level, vintage, "disbursed"))
        values = shares.assign(least=shares["share"], most=shares["share"])
    return _as_figures(edition, measure, level, vintage, values)


def _per_one(
    edition: Edition, measure: MoneyMeasure, level: str, vintage: str, sums: pd.DataFrame
) -> pd.DataFrame:
    if measure.kind == PERSONS.per_one:
        counted, numbers = PERSONS, average_population(edition, level, vintage, measure.last)
    else:
        counted = HOUSEHOLDS
        _, numbers = household_lists.list_in_force(edition, level, vintage, measure.period)
    number = of_each(sums["area_code"], numbers, counted.column)
    return pd.DataFrame(
        {
            "area_code": sums["area_code"],
            "least": per_one(sums["amount_min_vnd"], number, counted),
            "most": per_one(sums["amount_max_vnd"], number, counted),
            "qualifier": sums["qualifier"],
        }
    )


def _as_figures(
    edition: Edition, measure: MoneyMeasure, level: str, vintage: str, values: pd.DataFrame
) -> pd.DataFrame:
    names = area_frames.areas(edition, level, vintage).rename(columns={"code": "area_code"})
    sources = money_frames.sources_by_area(edition, measure.question(level, vintage, measure.stage))
    rows = values.merge(names[["area_code", "name_vi", "name_en"]], on="area_code")
    by_area = sources.astype("str").groupby("area_code")["source_code"]
    every = by_area.agg(" ".join)
    rows = rows.merge(sources.drop_duplicates("area_code"), on="area_code", how="left")
    rows["parts_sources"] = rows["area_code"].map(every)
    # The map's classes hold printed values; what is not rounded is in the tables' files.
    rows[["least", "most"]] = rows[["least", "most"]].round(DECIMALS)
    is_point = rows["least"] == rows["most"]
    known = rows["least"].notna()
    found = rows.assign(
        vintage=vintage,
        year=measure.last,
        value=rows["least"].where(is_point),
        value_min=rows["least"].where(~is_point),
        value_max=rows["most"].where(~is_point),
        decimals=DECIMALS,
        state=np.where(known, "reported", "not_computable"),
        status="final",
        period_from=measure.first,
    )
    told = found.reindex(columns=list(COLUMNS)).astype(COLUMNS)
    told = told.assign(reason=np.where(known, "", MISSING[measure.kind].value))
    return told.sort_values("area_code", ignore_index=True)
