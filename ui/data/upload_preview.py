"""What publishing a file would change, before it is published: tables, and a small map."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from data_access.loads import Preview, ledger
from data_access.store.frames import Row
from data_access.workbooks import Checked, first_line
from ui.cached.editions import Edition, ask_now
from ui.cached.gazetteer import gazetteer
from ui.cached.looks import LAYERS
from ui.controls.choropleth import area_alone, choropleth
from ui.controls.notices import as_plain
from ui.data.preview_picture import LOOKS, preview_document
from ui.data.preview_tables import changes_table, totals_table
from ui.text.place_key import place_key
from ui.text.tables import plain_table
from vocabulary.words import Words

FINEST_FIRST = {"commune": 0, "district": 1, "province": 2}
KEPT = "upload.preview"
AREAS_SHOWN = 1000


def preview_section(edition: Edition, checked: Checked, preview: Preview, words: Words) -> None:
    """Draw what a file would change, which file it would supersede, the totals, and the map."""
    changes_table(preview.changes, words)
    _areas(edition, checked, words)
    superseded_notice(edition, preview, words)
    if preview.changes.empty:
        return
    totals_table(preview.totals, words)
    document = _document(edition, checked, preview, words)
    if document is not None:
        with st.container(key="small-map"):
            year = int(first_of(preview.changes)["year"])
            choropleth(document, key="preview", year=year, selected=None, shape="small", writes=area_alone)


def _areas(edition: Edition, checked: Checked, words: Words) -> None:
    """Draw, folded, each area that gets figures: its code, and the place that has that code."""
    figures = checked.rows.get("figures")
    if figures is None or figures.empty:
        return
    known = gazetteer(edition).areas
    areas = [known[number] for number in figures["area_id"].drop_duplicates()]
    with st.expander(words("upload_page.areas", count=len(areas))):
        headers = [words(f"upload_page.area_{name}") for name in ("code", "name", "era")]
        rows = [
            [one.code, one.full_name_vi, words(f"boundary.vintage.{one.vintage}")]
            for one in areas[:AREAS_SHOWN]
        ]
        caption = words("upload_page.areas_shown", shown=len(rows), count=len(areas))
        st.html(plain_table(caption, headers, rows))


def superseded_notice(edition: Edition, preview: Preview, words: Words) -> None:
    """Say which published file this one would take the place of; nothing where there is none."""
    number = preview.superseded
    if number is not None:
        name = ask_now(edition, lambda session: str(ledger(session).set_index("id")["label"][number]))
        st.info(as_plain(words("upload_page.supersedes", number=str(number), name=name)))


def _document(edition: Edition, checked: Checked, preview: Preview, words: Words) -> str | None:
    """Return the map, made once a file, load and language: the section is drawn at every step of a person."""
    requested = (preview.digest, preview.load, edition.reader, words.language)
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != requested:
        first = first_of(preview.changes)
        kept = requested, preview_document(edition, checked, gazetteer(edition), first, words)
        st.session_state[KEPT] = kept
    document: str | None = kept[1]
    return document


def first_of(changes: pd.DataFrame) -> Row:
    """Return the line that is drawn: a rate before a count, most areas first."""
    return first_line(changes).to_dict()


def map_address(changes: pd.DataFrame) -> str:
    """Return the address where the figures of a file are seen, the first place that changed chosen.

    A line that changes something before others, a rate before a count, the finest level that the map draws
    before the others. The page of the place where no map draws its level; "" without figures.
    """
    if changes.empty:
        return ""
    kinds = zip(changes["level"], changes["vintage"], strict=True)
    order = changes.assign(
        is_same=changes["fresh"] + changes["changed"] == 0,
        is_undrawn=[kind not in LOOKS for kind in kinds],
        is_count=~changes["unit"].str.startswith("percent"),
        depth=changes["level"].map(FINEST_FIRST).fillna(len(FINEST_FIRST)),
        fewer=-changes["areas"],
    ).sort_values(["is_same", "is_undrawn", "is_count", "depth", "fewer"], kind="stable")
    return _address_of(order.iloc[0].to_dict())


def _address_of(line: Row) -> str:
    look = LOOKS.get((line["level"], line["vintage"]))
    place = place_key(str(line["place"]))
    if look is None or line["vintage"] not in LAYERS[look, line["level"]] or place is None:
        return f"/area?{urlencode({'place': line['place']})}"
    wanted = {"indicator": line["indicator_code"], "year": line["year"], "level": line["level"]}
    return f"/map?{urlencode(wanted | {'look': look, 'area': f'{place.vintage}.{place.code}'})}"
