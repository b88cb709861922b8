"""Corrections of a reading, chosen from lists; the reading that an office confirmed before is offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data_access.loads import readings_of
from data_access.models.money import FUNDS, STAGES
from data_access.workbooks.understanding.measured_by import KINDS
from data_access.workbooks.understanding.reading import (
    Part,
    ReadColumn,
    Reading,
    ReadNote,
    ReadTable,
    for_the_next_file,
    reading_from_json,
)
from ui.cached.editions import Edition, ask_now
from ui.controls.notices import as_plain
from ui.data.reading_tables import ReadingNames
from ui.data.typed_name import given_name
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

AS_READ, NOT_TAKEN = "", "-"
RATE_UNITS, MONEY_UNITS = ("percent", "fraction"), ("dong", "thousand_vnd", "million_vnd", "billion_vnd")
# Of these two a person may say which is meant; what was paid out is no plan.
PLANS = ("planned", "assigned")
OF_RESULTS = ("final", "preliminary", "expected", "reported")
COUNT_UNITS = ("households", "thousand_households", "persons", "thousand_persons", "million_persons")


def corrections_section(
    edition: Edition, reading: Reading, names: ReadingNames, words: Words
) -> Reading | None:
    """Draw the lists from which a reading is corrected; return it with what was chosen, None until then."""
    kept = _offered(edition, reading)
    if kept is not None and st.button(words("reading.use_kept", name=given_name())):
        return kept
    with st.expander(words("reading.correct")), st.form("upload.corrections", border=False):
        st.markdown(words("reading.correct_help"))
        # Lists of another file begin anew.
        key = f"upload.correct.{reading.digest[:12]}"
        tables = tuple(
            _table(f"{key}.{number}", table, names, words) for number, table in enumerate(reading.tables)
        )
        sent = st.form_submit_button(words("reading.read_again"))
    return replace(reading, tables=tables, confirmed=False) if sent else None


def _offered(edition: Edition, reading: Reading) -> Reading | None:
    """Return what the same office chose for a file of the same form before, where this one has no choices."""
    name = given_name()
    if not name or has_choices(reading):
        return None
    texts = ask_now(edition, lambda session: readings_of(session, name))
    shapes = [table.shape for table in reading.tables]
    kept = (for_the_next_file(reading_from_json(text)) for text in texts)
    return next(
        (one for one in kept if has_choices(one) and [table.shape for table in one.tables] == shapes), None
    )


def has_choices(reading: Reading) -> bool:
    """Whether anything of a reading was chosen by a person."""
    parts = [
        part for one in reading.columns for part in (one.indicator, one.unit, one.status, one.fund, one.stage)
    ]
    parts += [
        part
        for one in reading.tables
        for part in (one.boundaries, one.standard, one.source_kind, one.programme)
    ]
    accepted = [table.title_accepted for table in reading.tables]
    accepted += [note.accepted for table in reading.tables for note in table.notes]
    return any(part.how == "chosen" for part in parts) or any(accepted)


def _table(key: str, table: ReadTable, names: ReadingNames, words: Words) -> ReadTable:
    st.markdown(as_plain(words("reading.table", sheet=table.sheet, cells=table.cells)))
    if table.title_words:
        listed = ", ".join(f"“{word}”" for word in table.title_words)
        label = words("reading.accept_title", words=listed)
        accepted = st.checkbox(label, value=table.title_accepted, key=f"{key}.title")
        table = replace(table, title_accepted=accepted)
    notes = tuple(_note(f"{key}.note.{number}", note, words) for number, note in enumerate(table.notes))
    table = replace(table, notes=notes)
    if not table.boundaries.value or table.boundaries.how == "chosen":
        names_of_eras = {era: words(f"boundary.vintage.{era}") for era in (OLD, NEW)}
        era = _chosen(words("column.vintage"), names_of_eras, f"{key}.era", table.boundaries, words)
        table = replace(table, boundaries=era)
    table = _measured(key, table, names, words)
    if table.of_money:
        programmes = dict(names.programmes)
        label = words("column.programme_code")
        programme = _chosen(label, programmes, f"{key}.programme", table.programme, words)
        table = replace(table, programme=programme)
    draw = _money_column if table.of_money else _column
    columns = tuple(draw(f"{key}.{column.column}", column, names, words) for column in table.columns)
    return replace(table, columns=columns)


def _measured(key: str, table: ReadTable, names: ReadingNames, words: Words) -> ReadTable:
    """Draw the lists of kinds of source and of standards, where the file states none."""
    if not any(column.standard.how for column in table.columns):
        return table
    left, right = st.columns(2)
    if table.source_kind.how != "stated":
        kinds = {kind: words(f"choice.{kind}") for kind in KINDS}
        with left:
            label = words("column.source_kind")
            kind = _chosen(label, kinds, f"{key}.source_kind", table.source_kind, words)
        table = replace(table, source_kind=kind)
    if table.standard.how != "stated":
        with right:
            label = words("column.standard_code")
            standard = _chosen(label, dict(names.standards), f"{key}.standard", table.standard, words)
        table = replace(table, standard=standard)
    return table


def _note(key: str, note: ReadNote, words: Words) -> ReadNote:
    label = words("reading.accept_note", text=note.words, cell=note.cell)
    return replace(note, accepted=st.checkbox(as_plain(label), value=note.accepted, key=key))


def _column(key: str, column: ReadColumn, names: ReadingNames, words: Words) -> ReadColumn:
    known = dict(names.indicators)
    likely = {code: known[code] for code in column.candidates if code in known}
    indicators = {NOT_TAKEN: words("reading.do_not_take")} | likely | known
    units = {unit: words(f"reading.unit.{unit}") for unit in _units(column)}
    left, middle, right = st.columns((0.6, 0.2, 0.2))
    with left:
        label = words("reading.choose_for", cell=column.cell, heading=" / ".join(column.heading))
        indicator = _chosen(label, indicators, f"{key}.indicator", column.indicator, words)
    with middle:
        unit = _chosen(words("reading.column.unit"), units, f"{key}.unit", column.unit, words)
    statuses = {} if column.status.how == "stated" else {one: words(f"choice.{one}") for one in OF_RESULTS}
    with right:
        status = _chosen(words("reading.column.status"), statuses, f"{key}.status", column.status, words)
    if indicator.value == NOT_TAKEN:
        indicator = replace(indicator, value="")
    return replace(column, indicator=indicator, unit=unit, status=status)


def _money_column(key: str, column: ReadColumn, _names: ReadingNames, words: Words) -> ReadColumn:
    """Draw the lists of fund, stage and unit of a column of money, where the file does not state them."""
    heading = " / ".join(column.heading)
    st.markdown(as_plain(words("reading.choose_for", cell=column.cell, heading=heading)))
    funds = {NOT_TAKEN: words("reading.do_not_take")}
    if column.fund.how != "stated":
        funds |= {fund: words(f"choice.{fund}") for fund in FUNDS if fund != "in_kind"}
    is_open = column.stage.how != "stated" or column.stage.value in PLANS
    stages = {stage: words(f"choice.{stage}") for stage in (STAGES if is_open else ())}
    units = (
        {} if column.unit.how == "stated" else {unit: words(f"reading.unit.{unit}") for unit in MONEY_UNITS}
    )
    left, middle, right = st.columns((0.4, 0.3, 0.3))
    with left:
        fund = _chosen(words("column.fund"), funds, f"{key}.fund", column.fund, words)
    with middle:
        stage = _chosen(words("column.stage"), stages, f"{key}.stage", column.stage, words)
    with right:
        unit = _chosen(words("reading.column.unit"), units, f"{key}.unit", column.unit, words)
    if fund.value == NOT_TAKEN:
        fund = replace(fund, value="")
    return replace(column, fund=fund, stage=stage, unit=unit)


def _units(column: ReadColumn) -> Sequence[str]:
    """Return the units that may be chosen for a column: none where the file states one."""
    if column.unit.value in RATE_UNITS:
        return RATE_UNITS
    return () if column.unit.how == "stated" else (*COUNT_UNITS, *RATE_UNITS, *MONEY_UNITS)


def _chosen(label: str, names: dict[str, str], key: str, part: Part, words: Words) -> Part:
    """Draw a list whose first entry leaves a part as the file says it; return the part as it is then."""
    codes = [AS_READ, *names]
    current = part.value or NOT_TAKEN
    index = codes.index(current) if part.how == "chosen" and current in names else 0
    code: str = st.selectbox(
        label, codes, index, format_func=lambda one: names.get(one, words("reading.as_read")), key=key
    )
    if code:
        return Part(code, "chosen")
    return Part() if part.how == "chosen" else part
