"""What is in a template, before any spreadsheet is made of it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Indicator, Measure, Programme, Project, Source, Standard
from data_access.queries.indicators import indicators
from data_access.store.errors import UnknownArea
from data_access.workbooks.reading.options import AreaKey

LEVELS = ("province", "district", "commune")


class TemplateArea(NamedTuple):
    """One row of a template: an area and how deep it lies below the place."""

    code: str
    name: str
    level: str
    depth: int


class TemplateContents(NamedTuple):
    """Everything a template needs from the store; ``indicators`` by code, lists as code · name."""

    kind: str
    language: str
    year: int
    place: AreaKey
    place_name: str
    areas: list[TemplateArea]
    indicators: pd.DataFrame
    ratios: dict[str, tuple[str, str]]
    sources: list[str]
    standards: list[str]
    standard: str
    codes: dict[str, list[str]]


def contents_of(session: Session, kind: str, place: AreaKey, language: str, year: int) -> TemplateContents:
    """The contents of a template; raises ``UnknownArea``."""
    known = indicators(session).set_index("code")
    ratios = known[known["roll_up"] == "ratio"].dropna(subset=["numerator_code", "denominator_code"])
    areas = list(_areas(session, place, language))
    standards = session.execute(
        select(col(Standard.code), col(Standard.name_vi), col(Standard.name_en), col(Standard.first_year),
               col(Standard.last_year), col(Standard.kind))
        .where(col(Standard.series) == "administrative")
        .order_by(col(Standard.code))
    ).all()  # fmt: skip
    in_force = [
        row[0] for row in standards
        if row[5] != "local" and (row[3] or 0) <= year <= (row[4] or 9999)
    ]  # fmt: skip
    sources = session.execute(select(col(Source.code), col(Source.title)).order_by(col(Source.code)))
    return TemplateContents(
        kind=kind,
        language=language,
        year=year,
        place=place,
        place_name=areas[0].name,
        areas=areas,
        indicators=known,
        ratios={
            str(code): (str(row["numerator_code"]), str(row["denominator_code"]))
            for code, row in ratios.iterrows()
        },
        sources=[f"{code} · {title[:70]}" for code, title in sources],
        standards=[f"{row[0]} · {row[1 if language == 'vi' else 2]}" for row in standards],
        standard=in_force[0] if len(in_force) == 1 else "",
        codes=_codes(session, language),
    )


def _codes(session: Session, language: str) -> dict[str, list[str]]:
    """Code and name of programmes, projects, measures and indicators, for drop-down lists."""
    tables = {"programme": Programme, "project": Project, "measure": Measure, "indicator": Indicator}
    listed = {}
    for name, table in tables.items():
        named = col(getattr(table, f"name_{language}"))
        rows = session.execute(select(col(table.code), named).order_by(col(table.position)))  # type: ignore[attr-defined]
        listed[name] = [f"{code} · {str(text)[:70]}" for code, text in rows]
    return listed


def _areas(session: Session, place: AreaKey, language: str) -> Iterator[TemplateArea]:
    """The place and all districts and communes in it, each parent before its parts."""
    vintage, level, code = place
    names = col(Area.full_name_vi if language == "vi" else Area.full_name_en)
    rows = session.execute(
        select(col(Area.id), col(Area.parent_id), col(Area.level), col(Area.code), names)
        .where(col(Area.vintage) == vintage, col(Area.level).in_((level, *LEVELS)))
        .order_by(col(Area.code))
    ).all()
    below: defaultdict[int | None, list[tuple[int, str, str, str]]] = defaultdict(list)
    top = None
    for number, parent, of_level, of_code, name in rows:
        below[parent].append((number, of_level, of_code, name))
        if (of_level, of_code) == (level, code):
            top = (number, of_level, of_code, name)
    if top is None:
        raise UnknownArea(vintage=vintage, level=level, area=code)
    open_ends = [(top, 0)]
    while open_ends:
        (number, of_level, of_code, name), depth = open_ends.pop()
        yield TemplateArea(of_code, name, of_level, depth)
        open_ends += [(part, depth + 1) for part in reversed(below[number])]
