"""The rules figures are shown by: method, poverty standards, known slips of the sources, licences."""

from __future__ import annotations

import streamlit as st

from data_access.store.frames import Row
from geo.layers import layers
from ui.cached import source_frames
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.sources.own_source import own_source
from ui.text.boundary_terms import imported_terms, is_imported
from ui.text.figures import is_known, text_in
from ui.text.legal_basis import legal_basis
from ui.text.source_citation import named_source
from ui.text.tables import Cell, SourcesCell
from vocabulary.words import Words

METHOD_RULES = (
    *("unit", "series", "standard", "alike", "gaps", "rates", "estimates"),
    *("changes", "classes", "ranks", "zero"),
)
LICENCES = ("code", "geometry", "islands", "figures", "fonts")


def method_section(words: Words) -> None:
    """Draw the rules of the method as a list."""
    st.subheader(words("sources.method"), anchor=False)
    st.markdown("\n".join("- " + words(f"method.{rule}") for rule in METHOD_RULES))


def standards_section(visit: Visit) -> None:
    """Draw the poverty standards: in force from when to when, by which decision."""
    show(visit, standards_exhibit(visit))


def standards_exhibit(visit: Visit) -> Exhibit:
    """Return the poverty standards with their years and decisions as a table."""
    words, found = visit.words, source_frames.standards(visit.edition)
    cells = [_standard(row, words) for row in found.to_dict("records")]
    years = [int(year) for year in (*found["first_year"].dropna(), *found["last_year"].dropna())]
    return Exhibit(
        key="standards",
        title=words("sources.standards"),
        subtitle=f"{min(years)}–{max(years)}" if years else "",
        sources=own_source(words),
        chart=None,
        headers=[words(f"table.{name}") for name in ("standard", "in_force", "legal_basis", "note")],
        cells=cells,
        data=found,
        of_rows=len(cells),
        hall_columns=(0, 1, 2),
    )


def _standard(row: Row, words: Words) -> list[str]:
    years = [str(int(row[name])) if is_known(row[name]) else "…" for name in ("first_year", "last_year")]
    return [
        words.of(row),
        "–\u2060".join(years),
        legal_basis(row, words),
        text_in(row, f"note_{words.language}"),
    ]


def known_slips_section(visit: Visit) -> None:
    """Draw the known slips of the sources; nothing in a store without any."""
    exhibit = slips_exhibit(visit)
    if exhibit is not None:
        show(visit, exhibit)


def slips_exhibit(visit: Visit) -> Exhibit | None:
    """Return the known slips with the source of each as a table; None in a store without any."""
    words, slips = visit.words, source_frames.known_slips(visit.edition)
    if slips.empty:
        return None
    return Exhibit(
        key="slips",
        title=words("sources.slips"),
        subtitle="",
        sources=own_source(words),
        chart=None,
        headers=[words("sources.slip"), words("table.source")],
        cells=[_slip(visit, row) for row in slips.to_dict("records")],
        data=slips,
        sentence=words("sources.slips_intro"),
        of_rows=len(slips),
    )


def _slip(visit: Visit, row: Row) -> list[Cell]:
    """Return a slip and the source that it stands in."""
    known, code = source_rows(visit.edition), text_in(row, "source_code")
    named = [("", named_source(known[code], visit.words))] if code else []
    return [visit.words.of(row, "what"), SourcesCell(named)]


def licences_section(words: Words) -> None:
    """Draw under which licence code, geometry, figures and fonts are used."""
    st.subheader(words("sources.licences"), anchor=False)
    ours = [words(f"licence.{name}") for name in LICENCES]
    st.markdown("\n".join("- " + line for line in (*ours, *_imported_layers(words))))


def _imported_layers(words: Words) -> list[str]:
    """Return name and terms of each imported layer of boundaries."""
    lines = []
    for known in layers():
        if is_imported(known):
            layer = f"{words(f'boundary.level.{known.level}')}, {words(f'boundary.vintage.{known.vintage}')}"
            lines.append(as_plain(words("licence.imported", layer=layer, terms=imported_terms(known, words))))
    return lines
