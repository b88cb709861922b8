"""The tables of a reading as a person sees them: what holds for each, its columns, its first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from data_access.workbooks.understanding.money.columns import THREE_PROGRAMMES
from data_access.workbooks.understanding.reading import Part, ReadColumn, Reading, ReadTable
from ui.cached import figure_frames, money_frames, source_frames
from ui.cached.editions import Edition
from ui.controls.notices import as_plain
from ui.text.tables import plain_table
from vocabulary.words import Words

PARTS = ("cell", "heading", "meaning", "year", "unit", "status", "basis")
UNITS_NAMED = (
    *("households", "thousand_households", "persons", "thousand_persons", "million_persons"),
    *("percent", "fraction", "dong", "thousand_vnd", "million_vnd", "billion_vnd"),
)


@dataclass(frozen=True)
class ReadingNames:
    """The names of what a reading names by code: indicators, standards and programmes."""

    indicators: Mapping[str, str]
    standards: Mapping[str, str]
    programmes: Mapping[str, str]


def reading_names(edition: Edition, words: Words) -> ReadingNames:
    """Return the names that a store has, in the language of the page."""
    name = f"name_{words.language}"
    return ReadingNames(
        dict(figure_frames.indicators(edition).set_index("code")[name]),
        dict(source_frames.standards(edition).set_index("code")[name]),
        dict(money_frames.programmes(edition).set_index("code")[name])
        | {THREE_PROGRAMMES: words(f"choice.{THREE_PROGRAMMES}")},
    )


def reading_tables(reading: Reading, names: ReadingNames, words: Words) -> None:
    """Draw how each table of a file was understood."""
    for table in reading.tables:
        _table(table, names, words)


def _table(table: ReadTable, names: ReadingNames, words: Words) -> None:
    titles = " · ".join(table.titles[:3]) or words("reading.no_title")
    st.markdown(as_plain(words("reading.facts", titles=titles, rows=table.rows)))
    headers = [words(f"reading.fact.{name}") for name in ("part", "meaning", "basis")]
    caption = words("reading.table_facts", sheet=table.sheet)
    st.html(plain_table(caption, headers, list(_facts(table, names, words))))
    headers = [words(f"reading.column.{part}") for part in PARTS]
    rows = [_column(column, names, words) for column in table.columns]
    st.html(plain_table(words("reading.columns", sheet=table.sheet, cells=table.cells), headers, rows))
    if table.first_rows:
        _first_rows(table, names, words)
    for comment in table.comments:
        st.warning(as_plain(words("reading.comment", cell=comment.cell, text=comment.words)))
    if table.left_out:
        st.caption(as_plain(words("reading.left_out", rows="; ".join(table.left_out[:20]))))


def _facts(table: ReadTable, names: ReadingNames, words: Words) -> Iterator[list[str]]:
    """Yield what holds for a whole table: its name, what it was read as, and how sure that is."""
    era, level = table.boundaries.value, table.level.value
    place = table.place.words or words("reading.whole_country")
    kind = table.source_kind.value
    facts = (
        ("boundaries", table.boundaries, era and words(f"boundary.vintage.{era}")),
        ("level", table.level, level and words(f"choice.{level}")),
        ("place", table.place, place),
        ("source_kind", table.source_kind, kind and words(f"choice.{kind}")),
    )
    for code, part, value in facts[: 3 if table.of_money else 4]:
        yield [words(f"reading.part.{code}"), value or words("reading.unknown"), _basis(part, words)]
    yield from _of_columns(table, "standard", names.standards, words)
    yield from _of_columns(table, "programme", names.programmes, words)


def _of_columns(table: ReadTable, what: str, names: Mapping[str, str], words: Words) -> Iterator[list[str]]:
    """Yield each standard or programme of the columns that are taken, with the cells of its columns."""
    found: dict[Part, list[str]] = {}
    for column in table.columns:
        part: Part = getattr(column, what)
        if column.is_taken and (part.how or (what == "programme" and column.is_money)):
            found.setdefault(part, []).append(column.cell)
    for part, cells in found.items():
        named = "; ".join(names.get(code, code) for code in part.value.split())
        basis = words("reading.of_columns", how=_basis(part, words), cells=", ".join(cells))
        yield [words(f"reading.part.{what}"), named or words("reading.unknown"), basis]


def _column(column: ReadColumn, names: ReadingNames, words: Words) -> list[str]:
    heading = " / ".join(column.heading)
    if not column.is_taken:
        missing = ", ".join(f"“{word}”" for word in column.not_understood)
        reason = words(f"reading.reason.{column.reason or 'words'}", words=missing)
        return [column.cell, heading, words("reading.not_taken", reason=reason), "", "", "", ""]
    year = _years(column) or words("reading.by_row" if column.year.cell else "reading.unknown")
    unit = (
        words(f"reading.unit.{column.unit.value}") if column.unit.value in UNITS_NAMED else column.unit.value
    )
    status = words(f"choice.{column.status.value}") if column.status.value else words("reading.unknown")
    return [
        column.cell,
        heading,
        _meaning(column, names, words),
        year,
        unit or words("reading.unknown"),
        status,
        "; ".join(dict.fromkeys(_bases(column, words))),
    ]


def _meaning(column: ReadColumn, names: ReadingNames, words: Words) -> str:
    """Return the name of an indicator; of money its fund and stage, with project and day if it has any."""
    if not column.is_money:
        return names.indicators.get(column.indicator.value, column.indicator.value)
    said = [words(f"choice.{column.fund.value}"), words(f"choice.{column.stage.value}")]
    if column.carried.value == "yes":
        said.append(words("reading.with_carried_over"))
    if column.project.value:
        said.append(column.project.value)
    if column.as_of.value:
        said.append(words("reading.as_of", day=words.date(column.as_of.value)))
    return " · ".join(said)


def _years(column: ReadColumn) -> str:
    first, last = column.first_year.value, column.year.value
    return f"{first}–{last}" if first and first != last else last


def _bases(column: ReadColumn, words: Words) -> list[str]:
    parts = {
        "meaning": column.fund if column.is_money else column.indicator,
        "year": column.year,
        "unit": column.unit,
        "status": column.status,
    }
    return [
        words("reading.basis", what=words(f"reading.column.{name}"), how=_basis(part, words))
        for name, part in parts.items()
        if part.how and (part.how != "stated" or part.cell != column.cell)
    ]


def _basis(part: Part, words: Words) -> str:
    """Return how sure a part is, with its cell."""
    how = words(f"reading.how.{part.how or 'unknown'}")
    return f"{how} ({part.cell})" if part.cell else how


def _first_rows(table: ReadTable, names: ReadingNames, words: Words) -> None:
    taken = [(place, column) for place, column in enumerate(table.columns) if column.is_taken]
    headers = [words(f"reading.row_{name}") for name in ("cell", "name", "area", "code", "how")]
    headers += [" ".join(filter(None, (_meaning(one, names, words), _years(one)))) for _, one in taken]
    rows = [
        [
            row.cell,
            row.name,
            row.area or words("reading.unknown"),
            row.code,
            words(f"reading.how_place.{row.how or 'unknown'}"),
            *(row.values[place] for place, _ in taken),
        ]
        for row in table.first_rows
    ]
    numeric = range(5, 5 + len(taken))
    st.html(plain_table(words("reading.first_rows"), headers, rows, numeric=numeric))
