"""Figures as rows for programs: those that pages show, by the same rules, with all that explains them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_access.comparing.like_for_like import is_reported, set_aside
from data_access.comparing.restating import ESTIMATED, RESTATED_COLUMNS
from exports.open_data.columns import of_columns
from exports.open_data.listed_columns import FIGURES
from exports.open_data.marks import marked, with_licences
from exports.open_data.places import NotThere, area_of, inside, level_of, vintages_of
from exports.open_data.questions import FigureQuestion, span
from ui.cached import area_frames, figure_frames
from ui.cached.editions import Edition
from ui.cached.looks import LAYERS
from ui.cached.shared_frames import shared_frame
from ui.text.source_citation import codes_by_row
from vocabulary.vintages import NEW

KEPT = 32
# Levels whose figures can be carried over to today's areas; of regions those of their provinces.
OF_TODAY = ("province", "commune", "region")


def figure_rows(edition: Edition, question: FigureQuestion) -> pd.DataFrame:
    """Return figures of an indicator by year, vintage and area code, with the columns of ``FIGURES``.

    Of areas beside each other one figure a year, those measured otherwise than most as gaps unless others are
    asked for; of one area its own series (decision 0031). Empty where nothing was reported. NotThere for an
    indicator, area or place that the store does not have, or a level that a way to look does not draw.
    """
    asked = question.model_copy(update={"limit": 1, "cursor": None, "format": None, "lang": "vi"})
    return _kept_rows(edition, asked)


@shared_frame(KEPT)
def _kept_rows(edition: Edition, question: FigureQuestion) -> pd.DataFrame:
    indicators = figure_frames.indicator_rows(edition)
    if question.indicator not in indicators:
        raise NotThere("indicator", question.indicator)
    shown = _shown(edition, question)
    found = inside(edition, question, shown)
    found = _asked(found, question).sort_values(["year", "vintage", "area_code"], kind="stable")
    explained = _explained(edition, found.reset_index(drop=True))
    unit = str(indicators[question.indicator]["unit"])
    named = explained.assign(indicator_code=question.indicator, unit=unit)
    return of_columns(marked(_with_parents(edition, named), edition), FIGURES)


def _shown(edition: Edition, question: FigureQuestion) -> pd.DataFrame:
    """Return the figures of the areas of a question in every year, with ``level`` and ``aside``."""
    area = area_of(edition, question)
    if area is not None and question.look != "today":
        place = (area.vintage, area.level, area.code)
        figures = figure_frames.figures_of_area(edition, question.indicator, *place)
        return figures.assign(level=area.level, aside="")
    level = area.level if area else level_of(question)
    figures = _of_level(edition, question, level)
    if area is not None:
        mine = (figures["vintage"] == area.vintage) & (figures["area_code"] == area.code)
        figures = figures[mine]
    figures = figures.assign(level=level)
    return figures if question.others == "1" else set_aside(figures)


def _of_level(edition: Edition, question: FigureQuestion, level: str) -> pd.DataFrame:
    if question.look == "today":
        if level not in OF_TODAY or question.vintage not in (None, NEW):
            raise NotThere("level" if level not in OF_TODAY else "vintage", level)
        estimates = question.estimates == "1"
        return figure_frames.figures_of_today(edition, question.indicator, level, None, estimates)
    if question.look == "district" and ("district", level) not in LAYERS:
        raise NotThere("level", level)
    return figure_frames.figures_alike(edition, question.indicator, level, vintages_of(question))


def _asked(figures: pd.DataFrame, question: FigureQuestion) -> pd.DataFrame:
    """Return the figures of the years and of the standard that are asked for."""
    years = span(question.years)
    if years is not None:
        figures = figures[figures["year"].between(*years)]
    if question.standard is not None:
        figures = figures[figures["standard_code"] == question.standard]
    return figures


def _explained(edition: Edition, figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with what restating says of them, their sources' codes and licences, and their gaps."""
    lacking = {name: "" for name in RESTATED_COLUMNS if name not in figures}
    figures = figures.assign(**lacking)
    codes = _codes(edition, figures)
    known = is_reported(figures)
    told = with_licences(figures, edition, codes)
    return told.assign(
        set_aside=figures["aside"],
        source_codes=[" ".join(one) for one in codes],
        gap=_gaps(figures, known),
    )


def _codes(edition: Edition, figures: pd.DataFrame) -> Sequence[tuple[str, ...]]:
    """Return the codes of every source that each figure rests on, those of weights for estimates too."""
    weights = figure_frames.weight_sources(edition) if (figures["restated"] == ESTIMATED).any() else ()
    return [
        tuple(dict.fromkeys((*codes, *(weights if restated == ESTIMATED else ()))))
        for codes, restated in zip(codes_by_row(figures), figures["restated"], strict=True)
    ]


def _gaps(figures: pd.DataFrame, known: pd.Series[bool]) -> pd.Series[str]:
    """Return why a figure has no value: the reason of restating, else its state; "" where it has one."""
    why = figures["reason"].astype(object).where(figures["reason"] != "", figures["state"])
    return why.where(~known, "")


def _with_parents(edition: Edition, figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with level and code of the area right above each."""
    found = figures.assign(parent_level="", parent_code="")
    for vintage, level in figures[["vintage", "level"]].drop_duplicates().itertuples(index=False):
        areas = area_frames.areas(edition, level, vintage).set_index("code")
        mine = figures["vintage"] == vintage
        for name in ("parent_level", "parent_code"):
            found.loc[mine, name] = figures.loc[mine, "area_code"].map(areas[name]).fillna("")
    return found
