"""The map of changes between two years, on a scale with two sides; never across a break."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_access.comparing.changes import COMPARED
from data_access.comparing.like_for_like import is_aside, set_aside
from data_access.comparing.reasons import Reason
from data_access.store.frames import Row
from geo.classification import Classes, change_classes
from geo.palettes import change_colours
from ui.cached.comparable_figures import changes, comparable_figures, year_before, years_to_compare_with
from ui.cached.editions import Edition
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.change_sentences import movement_sentence
from ui.text.differences import change_unit, share_of_start
from ui.text.figures import PERCENT, is_known, number_text
from ui.text.prices import title_with_prices
from ui.text.reasons import gap_text
from ui.text.set_aside import set_aside_sentence
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

NOT_COMPARABLE, UNCLEAR = "not_comparable", "unclear"
# Where no year has any clear change there is nothing to part into classes.
NO_CLASSES = Classes(lowest=0.0, upper=(), decimals=0)
KEYS = ["vintage", "area_code"]


def change_parts(edition: Edition, wanted: PictureAddress) -> tuple[MapFacts, Painting]:
    """Return the facts, with changes for figures, and their painting; for each year that has an earlier one.

    The figures also have ``value_before``, ``value_now``, ``year_before`` and ``refusal``.
    """
    facts, words = map_facts(edition, wanted), Words(wanted.language)
    shown = (wanted.indicator, wanted.look, wanted.level)
    figures = comparable_figures(edition, *shown)
    drawn = {int(year) for year in figures["year"].unique()}
    pairs = year_pairs(years_to_compare_with(edition, *shown), wanted.since)
    bases = {year: before for year, before in pairs.items() if year in drawn}
    painted = [_painted(edition, wanted, figures, before, now) for now, before in bases.items()]
    none = figures.head(0).assign(
        refusal="", reason="", year_before=0, value_before=0.0, value_now=0.0, difference=0.0, least_clear=0.0
    )
    rows = pd.concat([none, *painted], ignore_index=True).astype({"year_before": "Int64"})
    known = rows.loc[rows["state"] == "reported"]
    decimals = int(known["decimals"].max()) if len(known) else 0
    painting = Painting(
        kind="change",
        title=_title(facts.indicator, wanted, words),
        colours=change_colours(facts.indicator["direction"]),
        classes=change_classes(list(known["value"]), decimals=decimals) if len(known) else NO_CLASSES,
        text=signed_text,
        sentence=lambda here, year: _sentence(here, year, bases[year], facts, wanted),
        words={"ranking": words("explore.change_ranking")},
        lowest_first=facts.indicator["direction"] != "higher",
    )
    return _facts(facts, rows), painting


def year_pairs(years: tuple[int, ...], since: int | None) -> dict[int, int]:
    """Return the year to compare with for each year that has one: a fixed year, or the one before."""
    if since is not None:
        return {year: since for year in years if since in years and year > since}
    pairs = {year: year_before(years, year) for year in years}
    return {year: before for year, before in pairs.items() if before is not None}


def _title(indicator: Row, wanted: PictureAddress, words: Words) -> str:
    name = title_with_prices(words.of(indicator), indicator, words)
    if wanted.since is not None:
        return words("explore.change_title_since", indicator=name, since=str(wanted.since))
    return words("explore.change_title", indicator=name)


def _painted(
    edition: Edition, wanted: PictureAddress, figures: pd.DataFrame, before: int, now: int
) -> pd.DataFrame:
    """Return the rows of a year with the change as their value; a refused change is a gap with its reason."""
    found = changes(edition, wanted.indicator, wanted.look, wanted.level, (before, now))
    told = ["change", "difference", "least_clear", "decimals", "refusal", "value_before"]
    replaced = ["decimals", "reason", "parts_sources"]
    of_year = figures[figures["year"] == now].drop(columns=replaced, errors="ignore")
    rows = set_aside(of_year).merge(found[[*KEYS, *told]], on=KEYS, how="left")
    apart = is_aside(rows)
    refusal = rows["refusal"].mask(apart, Reason.SET_ASIDE.value)
    rows = rows.assign(change=rows["change"].mask(apart), refusal=refusal)
    earlier = figures.loc[figures["year"] == before, [*KEYS, "source_code"]]
    rows = rows.merge(earlier.rename(columns={"source_code": "parts_sources"}), on=KEYS, how="left")
    refused = (rows["refusal"] != "") & (rows["state"] == "reported")
    unclear = refused & (rows["refusal"] == Reason.UNCLEAR)
    notes = {f"note_{code}": _notes(rows, before, Words(code)) for code in LANGUAGES}
    return rows.assign(
        value_now=rows["value"],
        year_before=before,
        value=rows["change"],
        value_min=float("nan"),
        value_max=float("nan"),
        qualifier="exact",
        state=rows["state"].where(~refused, NOT_COMPARABLE).where(~unclear, UNCLEAR),
        # What is set aside says by its state how it differs.
        reason=rows["refusal"].mask(apart, ""),
        **notes,
    ).drop(columns=["restated", "made_of"], errors="ignore")


def _notes(rows: pd.DataFrame, before: int, words: Words) -> list[str]:
    """Return from what value to what an area changed, also where that is no clear change; "" for others."""
    return [_note(row, before, words) for row in rows.to_dict("records")]


def _note(row: Row, before: int, words: Words) -> str:
    if row["refusal"] not in COMPARED:
        return ""
    decimals = int(row["decimals"])
    told_row = {**row, "decimals": decimals, "state": "reported", "qualifier": "exact"}
    early = number_text({**told_row, "value": row["value_before"]}, words)
    late = number_text(told_row, words)
    told = words("explore.change_from_to", before=str(before), from_value=early, to_value=late)
    if row["refusal"]:
        least = words.number(row["least_clear"], decimals)
        return f"{told}; {words('explore.least_clear', least=least)}"
    share = share_of_start(row["difference"], row["value_before"], words)
    sign = "−" if row["difference"] < 0 else "+"
    return f"{told} ({sign}{share})" if share and row["difference"] else told


def signed_text(row: Row, words: Words) -> str:
    """Return a change with its sign, or the kind of gap in words."""
    if row["state"] != "reported" or not is_known(row["value"]):
        return gap_text(row, words)
    number = words.number(abs(row["value"]), int(row["decimals"]))
    return f"{'±' if row['value'] == 0 else '−' if row['value'] < 0 else '+'}{number}"


def _facts(facts: MapFacts, rows: pd.DataFrame) -> MapFacts:
    """Return the facts with changes for figures, and their unit for the indicator's."""
    units = {f"unit_{code}": change_unit(facts.indicator, Words(code)) for code in LANGUAGES}
    unit = "points" if facts.indicator["unit"] == PERCENT else facts.indicator["unit"]
    indicator = dict(facts.indicator) | units | {"unit": unit}
    return replace(facts, indicator=indicator, figures=rows, national=facts.national.head(0))


def _sentence(here: pd.DataFrame, year: int, before: int, facts: MapFacts, wanted: PictureAddress) -> str:
    """Return how many areas fell and rose and which most, or why that cannot be said."""
    words = Words(wanted.language)
    found = here.assign(change=here["value"], refusal=here["refusal"].fillna("no_now"))
    moved = movement_sentence(found, facts.indicator, wanted.level, before, year, words)
    return f"{moved} {set_aside_sentence(here, facts.standards, words)}".strip()
