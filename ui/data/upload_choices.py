"""What an officer chooses before a template goes out and before a file is read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data_access.days import today
from data_access.models.ledger import UNDERSTOOD_KINDS
from data_access.workbooks import TEMPLATE_KINDS, Choice
from data_access.workbooks.reading.information import new_source
from ui.cached import area_frames, figure_frames, source_frames
from ui.cached.editions import Edition
from ui.controls import address, notices
from ui.controls.choices import coded_select
from ui.text.place_key import PlaceKey, place_key
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

FOREIGN = ("wide", "pxweb", "hxl", "decision")
FIRST_YEAR = 2016
FIRST_YEAR_OF_TABLES = 1998
DEFAULT_KIND = "form_1"
NEW_SOURCE = ""
SOURCE_FIELDS = ("title", "doc_number", "date", "publisher")


def chosen_template(edition: Edition, words: Words) -> Choice:
    """Return kind, year and place of the template, all of them codes in the address."""
    newest = today().year
    left, middle, right = st.columns((0.44, 0.14, 0.42))
    with left:
        kind, bad_kind = coded_select(
            words("upload_page.kind"),
            "kind",
            TEMPLATE_KINDS,
            lambda code: words(f"template.kind.{code}"),
            DEFAULT_KIND,
        )
    years = [str(year) for year in range(newest, FIRST_YEAR - 1, -1)]
    with middle:
        default = str(newest - 1) if newest - 1 < 2025 else "2024"
        year, bad_year = coded_select(words("upload_page.year"), "year", years, str, default)
    vintage = OLD if int(year) < 2025 else NEW
    with right:
        place = _place(edition, vintage, words)
    notices.bad_parameters([bad_kind, bad_year], words)
    return Choice(kind, place=(place.vintage, place.level, place.code), year=int(year))


def _place(edition: Edition, vintage: str, words: Words) -> PlaceKey:
    """Return the chosen province, or the district or commune chosen within it."""
    requested = place_key(address.parameter("place") or "")
    provinces = area_frames.areas(edition, "province", vintage).set_index("code")
    parts = area_frames.areas(edition, "district" if vintage == OLD else "commune", vintage).set_index("code")
    province, part = str(provinces.index[0]), ""
    if requested is not None and requested.vintage == vintage:
        if requested.level == "province" and requested.code in provinces.index:
            province = requested.code
        elif requested.code in parts.index:
            province, part = str(parts.loc[requested.code, "parent_code"]), requested.code
    within = parts[parts["parent_code"] == province]
    outer, inner = st.columns(2)
    with outer:
        chosen = _select(words("upload_page.province"), list(provinces.index), provinces, province, words)
    with inner:
        listed = ["", *within.index] if chosen == province else [""]
        chosen_part = _select(
            words("upload_page.part"), listed, within, part if chosen == province else "", words
        )
    level = ("district" if vintage == OLD else "commune") if chosen_part else "province"
    place = PlaceKey(vintage, level, chosen_part or chosen)
    if str(place) != address.parameter("place"):
        address.write({"place": str(place)})
        if chosen != province:
            st.rerun()
    return place


def _select(label: str, codes: list[str], names: pd.DataFrame, chosen: str, words: Words) -> str:
    field = f"full_name_{words.language}"
    shown = {code: names[field].get(code, words("upload_page.whole_province")) for code in codes}
    found: str = st.selectbox(label, codes, index=codes.index(chosen), format_func=shown.__getitem__)
    return found


def said_of_file(edition: Edition, chosen: Choice, layout: str, words: Words) -> Choice:
    """Return the choice for reading a file; a workbook made from a template says it all by itself."""
    if layout == "decision":
        # Year, standard, boundaries and source follow from the decision that the file names.
        st.markdown(words("upload_page.about.decision"))
        return Choice("decision")
    with st.expander(words("upload_page.about_file"), expanded=layout != "template"):
        st.markdown(words(f"upload_page.about.{layout}"))
        is_understood = layout in UNDERSTOOD_KINDS
        indicator = _indicator(edition, words) if is_understood else None
        year, vintage = _where_not_said(words) if is_understood else (chosen.year, None)
        source = said_source(edition, words)
        left, right = st.columns(2)
        source_kind = left.selectbox(
            words("column.source_kind"),
            ("survey", "administrative") if layout == "pxweb" else ("administrative", "survey"),
            format_func=lambda code: words(f"choice.{code}"),
        )
        status = right.selectbox(
            words("column.status"),
            ("final", "preliminary", "reported"),
            format_func=lambda code: words(f"choice.{code}"),
        )
    return Choice(
        chosen.kind if layout == "template" else layout,
        place=chosen.place if layout == "template" else None,
        year=year,
        indicator=indicator,
        vintage=vintage,
        status=status,
        source_kind=source_kind,
        **source,
    )


def _where_not_said(words: Words) -> tuple[int | None, str | None]:
    """Return the year and boundaries for a table that does not say them; None for what the file says."""
    left, right = st.columns(2)
    years = ["", *(str(year) for year in range(today().year, FIRST_YEAR_OF_TABLES - 1, -1))]
    year = left.selectbox(
        words("upload_page.year_not_said"),
        years,
        format_func=lambda one: one or words("upload_page.as_file_says"),
    )
    vintage = right.selectbox(
        words("upload_page.boundaries_not_said"),
        ("", OLD, NEW),
        format_func=lambda code: (
            words(f"boundary.vintage.{code}") if code else words("upload_page.as_file_says")
        ),
    )
    return int(year) if year else None, vintage or None


def _indicator(edition: Edition, words: Words) -> str | None:
    known = figure_frames.indicators(edition).set_index("code")[f"name_{words.language}"]
    codes = ["", *known.index]
    chosen = st.selectbox(
        words("upload_page.indicator"),
        codes,
        format_func=lambda code: str(known[code]) if code else words("upload_page.by_headings"),
    )
    return chosen or None


def said_source(edition: Edition, words: Words) -> dict[str, Any]:
    """Return an existing source, or a new one from its title, number, date and publisher."""
    known = source_frames.sources(edition).set_index("code")["title"]
    code = st.selectbox(
        words("column.source_code"),
        [NEW_SOURCE, *known.index],
        format_func=lambda one: str(known[one]) if one else words("upload_page.new_source"),
    )
    if code != NEW_SOURCE:
        return {"source_code": code}
    columns = st.columns(len(SOURCE_FIELDS))
    fields = {
        name: column.text_input(words(f"column.{name}"), key=f"upload.source.{name}").strip() or None
        for name, column in zip(SOURCE_FIELDS, columns, strict=True)
    }
    return new_source({**fields, "kind": "report"}) if fields["title"] else {}
