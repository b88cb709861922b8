"""Every table for programs: its name, what it holds, what may be asked of it, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from exports.open_data import catalogues, figures, listed_columns, programme
from exports.open_data import questions as asked
from exports.open_data.columns import Column
from ui.cached.editions import Edition


@dataclass(frozen=True)
class OpenTable:
    """A table: ``rows`` returns those of a question, always in the same order and with ``columns``."""

    name: str
    about: str
    question: type[asked.Question]
    columns: tuple[Column, ...]
    rows: Callable[[Edition, Any], pd.DataFrame]
    key: tuple[str, ...] = ()


TABLES: Mapping[str, OpenTable] = {
    table.name: table
    for table in (
        OpenTable(
            "indicators",
            "What is measured: names, definitions, units and how areas add up.",
            asked.Question,
            listed_columns.INDICATORS,
            catalogues.indicator_rows,
            ("code",),
        ),
        OpenTable(
            "areas",
            "Areas of both eras, before and since 1 July 2025, each with the area right above.",
            asked.AreaQuestion,
            listed_columns.AREAS,
            catalogues.area_rows,
            ("vintage", "level", "area_code"),
        ),
        OpenTable(
            "crosswalk",
            "Which area went into which at a change of boundaries, and what of it.",
            asked.CrosswalkQuestion,
            listed_columns.CROSSWALK,
            catalogues.crosswalk_rows,
            ("level", "from_vintage", "from_code", "to_vintage", "to_code"),
        ),
        OpenTable(
            "figures",
            "Figures of an indicator with unit, status, standard, source and licence; gaps with a reason.",
            asked.FigureQuestion,
            listed_columns.FIGURES,
            figures.figure_rows,
            ("indicator_code", "vintage", "level", "area_code", "year"),
        ),
        OpenTable(
            "money",
            "Money of programmes as reported; totals stand beside their parts, so rows are not to be added.",
            asked.MoneyQuestions,
            listed_columns.MONEY,
            programme.money_rows,
        ),
        OpenTable(
            "outcomes",
            "What was done and what came of it: values of measures for areas and periods.",
            asked.OutcomeQuestions,
            listed_columns.OUTCOMES,
            programme.outcome_rows,
        ),
        OpenTable(
            "targets",
            "What is to be reached by whom and by when, and where it stands by a published rule.",
            asked.TargetQuestion,
            listed_columns.TARGETS,
            programme.target_rows,
            ("key",),
        ),
        OpenTable(
            "sources",
            "Where figures come from, with licences.",
            asked.Question,
            listed_columns.SOURCES,
            catalogues.source_rows,
            ("code",),
        ),
        OpenTable(
            "standards",
            "Poverty standards with the years they are in force.",
            asked.Question,
            listed_columns.STANDARDS,
            catalogues.standard_rows,
            ("code",),
        ),
        OpenTable(
            "measures",
            "What projects put in, do, deliver or change.",
            asked.Question,
            listed_columns.MEASURES,
            catalogues.measure_rows,
            ("code",),
        ),
    )
}
