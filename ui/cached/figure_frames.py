"""Kept frames of figures: indicators, their coverage, and the figures of areas, as reported or restated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from data_access.comparing.amounts_of_a_year import amounts_of_a_year
from data_access.comparing.counted import counted
from data_access.comparing.like_for_like import like_for_like
from data_access.comparing.restating import Indicator as RollUp
from data_access.comparing.restating import on_new_units, restated
from data_access.comparing.weighted_means import HOUSEHOLDS_BY_POPULATION, Weights, is_rate_of_households
from data_access.models.indicator import PERCENT
from data_access.queries import areas as area_queries
from data_access.queries import crosswalk as crosswalk_queries
from data_access.queries import figures as figure_queries
from data_access.queries import indicators as indicator_queries
from data_access.queries import sources as source_queries
from data_access.queries import weights as weight_queries
from data_access.store.frames import Row, by_code
from ui.cached.editions import FRAMES_KEPT, ROWS_KEPT, Edition, ask, kept_in_files
from ui.cached.looks import LAYERS, UNDRAWN
from ui.cached.shared_frames import shared_frame, shared_value
from ui.text.place_key import NATION, PlaceKey
from vocabulary.vintages import NEW, OLD

# The level whose former units today's units of a level are made of, where it is another: regions were drawn
# anew, and no former region went into one of today as a whole.
PARTS_OF = {"region": "province"}
# The source of which provinces are in which region of today.
REGIONS_OF_TODAY = "nq-306-2025"


@shared_frame(FRAMES_KEPT)
def indicators(edition: Edition) -> pd.DataFrame:
    """Return every indicator, by position; here and below keyed by the edition."""
    return ask(edition, indicator_queries.indicators)


@shared_value(ROWS_KEPT)
def indicator_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every indicator by its code, in order; kept and never changed: looked into many times a page."""
    return by_code(indicators(edition))


@shared_frame(FRAMES_KEPT)
def coverage(edition: Edition) -> pd.DataFrame:
    """Return how many areas report a value, by indicator, vintage, level and year."""
    return ask(edition, indicator_queries.indicator_coverage)


@shared_frame(FRAMES_KEPT)
def figures_by_area(
    edition: Edition,
    indicator: str,
    level: str,
    vintages: tuple[str, ...],
    years: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """Return the shown figures of every area of a level, in every year or from the first to the last.

    Amounts of money of several years are left out; see data_access.comparing.amounts_of_a_year.
    """
    found = ask(
        edition,
        lambda session: figure_queries.figures_by_area(
            session, indicator, level=level, vintages=vintages, years=years
        ),
    )
    return amounts_of_a_year(found, _unit(edition, indicator))


def _unit(edition: Edition, indicator: str) -> str:
    """Return the unit of an indicator, "" for one that the store does not have."""
    found = indicators(edition)
    return next(iter(found.loc[found["code"] == indicator, "unit"]), "")


@shared_frame(FRAMES_KEPT)
def figures_of_area(edition: Edition, indicator: str, vintage: str, level: str, code: str) -> pd.DataFrame:
    """Return the shown figures of one area, by year, without amounts of money of several years."""
    found = ask(
        edition,
        lambda session: figure_queries.figures_of_area(
            session, indicator, vintage=vintage, level=level, code=code
        ),
    )
    return amounts_of_a_year(found, _unit(edition, indicator))


@shared_frame(FRAMES_KEPT)
def other_reports(edition: Edition, indicator: str, vintage: str, level: str, code: str) -> pd.DataFrame:
    """Return what other reports say of the shown figures of one area."""
    return ask(
        edition,
        lambda session: figure_queries.other_reports(
            session, indicator, vintage=vintage, level=level, code=code
        ),
    )


@shared_frame(FRAMES_KEPT)
def other_reports_by_area(
    edition: Edition, indicator: str, level: str, vintages: tuple[str, ...]
) -> pd.DataFrame:
    """Return what other reports say of every area of a level, the next best first."""
    found = ask(
        edition,
        lambda session: figure_queries.other_reports_by_area(
            session, indicator, level=level, vintages=vintages
        ),
    )
    return amounts_of_a_year(found, _unit(edition, indicator))


@shared_frame(FRAMES_KEPT)
@kept_in_files
def figures_alike(
    edition: Edition,
    indicator: str,
    level: str,
    vintages: tuple[str, ...],
    years: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """Return the figures of every area of a level by which most are measured alike, in every year or in some.

    Columns of ``figures_by_area`` and ``aside`` (data_access.comparing.like_for_like).
    """
    figures = figures_by_area(edition, indicator, level, vintages, years)
    others = other_reports_by_area(edition, indicator, level, vintages)
    if years is not None:
        others = others[others["year"].between(*years)]
    return like_for_like(figures, others, ask(edition, source_queries.standards))


@shared_frame(FRAMES_KEPT)
@kept_in_files
def figures_of_today(
    edition: Edition,
    indicator: str,
    level: str,
    years: tuple[int, int] | None = None,
    estimates: bool = False,
) -> pd.DataFrame:
    """Return the figures of a level on today's units: reported by them, or restated from earlier units.

    Of the regions of today those of the former provinces that their provinces were made of.
    With ``estimates`` rates that cannot be restated exactly are estimated where they can be; a caller
    that shows them says so. Columns of ``figures_alike``, and ``RESTATED_COLUMNS`` of
    data_access.comparing.restating.
    """
    earlier = _restated(edition, indicator, level, years, estimates)
    native = figures_alike(edition, indicator, level, (NEW,), years)
    both = on_new_units(native, earlier)
    return like_for_like(both, both.head(0), ask(edition, source_queries.standards))


def _restated(
    edition: Edition, indicator: str, level: str, years: tuple[int, int] | None, estimates: bool
) -> pd.DataFrame:
    """Return the figures of a level before the reform, restated to today's units."""
    rows = indicator_rows(edition)
    row = rows[indicator]
    codes = {
        name: row[f"{name}_code"]
        for name in ("numerator", "denominator")
        if row["roll_up"] == "ratio" and isinstance(row[f"{name}_code"], str)
    }
    of_parts = PARTS_OF.get(level, level)
    units = [rows[code]["unit"] for code in codes.values()] or [row["unit"]]
    times = 100 if row["unit"] == PERCENT else 1
    rule = RollUp(str(row["roll_up"]), int(row["decimals"]), counted(units), times)
    counts = {name: figures_by_area(edition, code, of_parts, (OLD,), years) for name, code in codes.items()}
    weighed = estimates and may_be_estimated(edition, indicator, level)
    found = restated(
        figures_alike(edition, indicator, of_parts, (OLD,), years),
        crosswalk_of_today(edition, level),
        rule,
        **counts,
        weights=Weights(HOUSEHOLDS_BY_POPULATION, province_weights(edition)) if weighed else None,
    )
    return found if of_parts == level else _with_source_of_regions(found)


def _with_source_of_regions(found: pd.DataFrame) -> pd.DataFrame:
    """Return figures of today's regions whose sources name the text that says what they are made of."""
    return found.assign(parts_sources=(found["parts_sources"] + " " + REGIONS_OF_TODAY).str.strip())


@shared_frame(FRAMES_KEPT)
def crosswalk_of_today(edition: Edition, level: str) -> pd.DataFrame:
    """Return which units of a level went into which of today's; of regions which former provinces did."""
    of_parts = PARTS_OF.get(level, level)
    pairs = ask(
        edition,
        lambda session: crosswalk_queries.crosswalk_pairs(
            session, level=of_parts, from_vintage=OLD, to_vintage=NEW
        ),
    )
    return pairs if of_parts == level else _into_larger(edition, pairs, of_parts, level)


def _into_larger(edition: Edition, pairs: pd.DataFrame, of_parts: str, level: str) -> pd.DataFrame:
    """Return pairs that lead to today's units of a larger level: those that the units led to lie in."""
    parts, wholes = (
        ask(edition, partial(area_queries.areas, level=one, vintage=NEW)).set_index("code")
        for one in (of_parts, level)
    )
    above = pairs["to_code"].map(parts["parent_code"])
    names = {f"to_{name}": above.map(wholes[name]) for name in ("name_vi", "name_en")}
    larger = pairs.assign(to_code=above, **names)
    return larger[above.isin(wholes.index)].reset_index(drop=True)


@shared_frame(FRAMES_KEPT)
def province_weights(edition: Edition) -> pd.DataFrame:
    """Return the weights by which rates of provinces are averaged."""
    return ask(edition, weight_queries.province_weights)


@shared_value(ROWS_KEPT)
def weight_sources(edition: Edition) -> tuple[str, ...]:
    """Return the codes of the sources that the weights rest on."""
    return tuple(ask(edition, weight_queries.weight_sources)["source_code"])


def may_be_estimated(edition: Edition, indicator: str, level: str) -> bool:
    """Say whether figures of an indicator may be estimated on today's units of a level."""
    row = indicator_rows(edition)[indicator]
    is_made_of_provinces = PARTS_OF.get(level, level) == "province"
    return is_made_of_provinces and is_rate_of_households(row) and not province_weights(edition).empty


@shared_frame(FRAMES_KEPT)
def figures_of_place(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the shown figures of every indicator for one place, by indicator and year."""
    return ask(
        edition,
        lambda session: figure_queries.figures_of_place(
            session, vintage=place.vintage, level=place.level, code=place.code
        ),
    )


class UnknownPicture(LookupError):
    """No such indicator, or a way to look that has no map of this level."""


def indicator_row(edition: Edition, code: str) -> Row:
    """Return an indicator's row; UnknownPicture when the store has none of that code."""
    rows = indicator_rows(edition)
    if code not in rows:
        raise UnknownPicture(code)
    return rows[code]


def national_figures(edition: Edition, indicator: str) -> pd.DataFrame:
    """Return the nation's figures of an indicator, by year; empty when none was published."""
    return place_figures(edition, indicator, NATION)


def place_figures(edition: Edition, indicator: str, place: PlaceKey) -> pd.DataFrame:
    """Return the shown figures of one place, by year."""
    return figures_of_area(edition, indicator, place.vintage, place.level, place.code)


def figures_of_look(
    edition: Edition, indicator: str, look: str, level: str, estimates: bool = False
) -> pd.DataFrame:
    """Return an indicator's figures of every year as a way to look treats them: as reported, or restated.

    Columns of ``figures_alike``; with ``look`` "today" those of ``figures_of_today``.
    """
    if look == "today":
        return figures_of_today(edition, indicator, level, None, estimates)
    vintages = (*LAYERS.get((look, level), ()), *UNDRAWN.get(level, ()))
    return figures_alike(edition, indicator, level, vintages)
