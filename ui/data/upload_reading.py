"""How a table of an office's own was understood: shown first, corrected from lists, confirmed by a person."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import streamlit as st

from data_access.workbooks import Choice
from data_access.workbooks.understanding.reading import Part, ReadColumn, Reading, ReadTable, reading_as_json
from ui.cached import figure_frames
from ui.cached.editions import Edition
from ui.controls.notices import as_plain
from ui.data.upload_corrections import corrections_section
from ui.data.upload_examining import examine_again
from ui.data.upload_state import Examined
from ui.text.tables import plain_table
from vocabulary.words import Words

PARTS = ("cell", "heading", "meaning", "year", "unit", "status", "basis")


def reading_section(edition: Edition, examined: Examined, choice: Choice, words: Words) -> Examined | None:
    """Draw the reading of a file; return the file as it may be published, None while it is not confirmed.

    A template says by itself what it holds, and needs no confirmation.
    """
    reading = examined.checked.reading
    if reading is None:
        return examined
    st.subheader(words("reading.title"), anchor=False)
    st.markdown(words("reading.intro"))
    names = reading_tables(edition, reading, words)
    corrected = corrections_section(edition, reading, names, words)
    if corrected is not None:
        examine_again(edition, examined, corrected, words)
    if replace(choice, reading=None) != replace(examined.choice, reading=None):
        st.warning(as_plain(words("reading.choices_changed")))
        return None
    if examined.checked.blocked:
        return None
    # A reading that is not the one that was confirmed has another key: its box is empty again.
    digest = hashlib.sha256(reading_as_json(reading).encode()).hexdigest()[:16]
    if not st.checkbox(words("reading.confirm"), key=f"upload.reading.{digest}"):
        st.caption(words("reading.not_confirmed"))
        return None
    return replace(examined, checked=replace(examined.checked, reading=replace(reading, confirmed=True)))


def reading_tables(edition: Edition, reading: Reading, words: Words) -> dict[str, str]:
    """Draw how each table of a file was understood; return the names of the indicators by code."""
    names = dict(figure_frames.indicators(edition).set_index("code")[f"name_{words.language}"])
    for table in reading.tables:
        _table(table, names, words)
    return names


def _table(table: ReadTable, names: dict[str, str], words: Words) -> None:
    st.markdown(as_plain(_facts(table, words)))
    headers = [words(f"reading.column.{part}") for part in PARTS]
    rows = [_column(column, names, words) for column in table.columns]
    st.html(plain_table(words("reading.columns", sheet=table.sheet, cells=table.cells), headers, rows))
    if table.first_rows:
        _first_rows(table, names, words)
    if table.left_out:
        st.caption(as_plain(words("reading.left_out", rows="; ".join(table.left_out[:20]))))


def _facts(table: ReadTable, words: Words) -> str:
    """Return what holds for a whole table as one sentence."""
    unknown = words("reading.unknown")
    era = words(f"boundary.vintage.{table.boundaries.value}") if table.boundaries.value else unknown
    level = words(f"choice.{table.level.value}") if table.level.value else unknown
    return words(
        "reading.facts",
        titles=" · ".join(table.titles[:3]) or words("reading.no_title"),
        era=era,
        basis=_basis(table.boundaries, words),
        level=level,
        place=table.place.words or words("reading.whole_country"),
        rows=table.rows,
    )


def _column(column: ReadColumn, names: dict[str, str], words: Words) -> list[str]:
    heading = " / ".join(column.heading)
    if not column.is_taken:
        missing = ", ".join(f"«{word}»" for word in column.not_understood)
        reason = words(f"reading.reason.{column.reason or 'words'}", words=missing)
        return [column.cell, heading, words("reading.not_taken", reason=reason), "", "", "", ""]
    year = column.year.value or (words("reading.by_row") if column.year.cell else words("reading.unknown"))
    unit = (
        words(f"reading.unit.{column.unit.value}") if column.unit.value in UNITS_NAMED else column.unit.value
    )
    status = words(f"choice.{column.status.value}") if column.status.value else ""
    name = names.get(column.indicator.value, column.indicator.value)
    return [
        column.cell,
        heading,
        name,
        year,
        unit or words("reading.unknown"),
        status,
        "; ".join(dict.fromkeys(_bases(column, words))),
    ]


UNITS_NAMED = (
    *("households", "thousand_households", "persons", "thousand_persons", "million_persons"),
    *("percent", "fraction", "dong", "thousand_vnd", "million_vnd", "billion_vnd"),
)


def _bases(column: ReadColumn, words: Words) -> list[str]:
    parts = {"meaning": column.indicator, "year": column.year, "unit": column.unit}
    return [
        words("reading.basis", what=words(f"reading.column.{name}"), how=_basis(part, words))
        for name, part in parts.items()
        if part.how and (part.how != "stated" or part.cell != column.cell)
    ]


def _basis(part: Part, words: Words) -> str:
    """Return how sure a part is, with its cell."""
    how = words(f"reading.how.{part.how or 'unknown'}")
    return f"{how} ({part.cell})" if part.cell else how


def _first_rows(table: ReadTable, names: dict[str, str], words: Words) -> None:
    taken = [(place, column) for place, column in enumerate(table.columns) if column.is_taken]
    headers = [words("reading.row_name"), words("reading.row_code"), words("reading.row_area")]
    headers += [
        " ".join(filter(None, (names.get(one.indicator.value, ""), one.year.value))) for _, one in taken
    ]
    rows = [
        [row.name, row.code, row.area or words("reading.unknown"), *(row.values[place] for place, _ in taken)]
        for row in table.first_rows
    ]
    numeric = range(3, 3 + len(taken))
    st.html(plain_table(words("reading.first_rows"), headers, rows, numeric=numeric))
