"""The last step of an upload: what it will change, and who sends it."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from data_access.workbooks import what_changes
from ui.cached.editions import Edition, ask
from ui.cached.gazetteer import gazetteer
from ui.data.typed_name import name_field
from ui.data.upload_preview import preview_section
from ui.data.upload_sending import send_upload, stopped_notice
from ui.data.upload_state import Examined
from ui.text.tables import plain_table
from vocabulary.vintages import NEW
from vocabulary.words import Words

FINEST_FIRST = {"commune": 0, "district": 1, "province": 2}
# Districts are looked at by their boundaries of before mid-2025.
LOOKS = {"district": "district"}
SHOWN = 60
AREAS_SHOWN = 1000


def publishing_section(edition: Edition, examined: Examined, words: Words) -> None:
    """Draw what a file without errors will change, and the buttons that send and publish it."""
    checked = examined.checked
    changes = _changes(edition, examined)
    _preview(changes, words)
    _areas(edition, examined, words)
    preview_section(edition, examined, changes, words)
    who = name_field(words("upload_page.who"))
    st.caption(words("upload_page.who_help"))
    read = True
    if checked.warnings:
        read = st.checkbox(
            words("upload_page.warnings_read", count=checked.warnings), key="upload.warnings_read"
        )
    ready = bool(who.strip()) and read
    if not ready:
        st.caption(words("upload_page.not_ready"))
    publish_now, hand_over, _ = st.columns((0.2, 0.26, 0.54))
    address = map_address(changes)
    if publish_now.button(words("upload_page.publish_now"), type="primary", disabled=not ready):
        send_upload(examined, who, words, now=True, address=address)
    if hand_over.button(words("upload_page.hand_over"), disabled=not ready):
        send_upload(examined, who, words, now=False, address=address)
    stopped_notice("sending", words)


def _changes(edition: Edition, examined: Examined) -> pd.DataFrame:
    if examined.examination is not None:
        return examined.examination.changes
    return ask(edition, lambda session: what_changes(session, examined.checked))


def _preview(changes: pd.DataFrame, words: Words) -> None:
    """Draw one line an indicator and year: how many areas, and the sum before and after."""
    if changes.empty:
        return
    headers = [
        words(f"upload_page.change_{name}") for name in ("indicator", "year", "areas", "before", "after")
    ]
    rows = [_change(row, words) for row in changes.head(SHOWN).to_dict("records")]
    caption = words(
        "upload_page.changes",
        areas=int(changes["areas"].max()),
        indicators=int(changes["indicator_code"].nunique()),
    )
    st.html(plain_table(caption, headers, rows, numeric=(1, 3, 4)))


def _areas(edition: Edition, examined: Examined, words: Words) -> None:
    """Draw, folded, each area that gets figures: its code, and the place that has that code."""
    figures = examined.checked.rows.get("figures")
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


def _change(row: dict[object, object], words: Words) -> list[str]:
    record = {str(name): value for name, value in row.items()}
    areas = words(
        "upload_page.change_counts",
        areas=int(str(record["areas"])),
        level=words(f"choice.{record['level']}"),
        fresh=int(str(record["fresh"])),
        changed=int(str(record["changed"])),
    )
    sums = [_sum(record[name], int(str(record["decimals"])), words) for name in ("before", "after")]
    return [words.of(record), str(record["year"]), areas, *sums]


def _sum(value: object, decimals: int, words: Words) -> str:
    number = float(str(value))
    return words("upload_page.no_sum") if number != number else words.number(number, decimals)


def map_address(changes: pd.DataFrame) -> str:
    """Return the address of the map on which a file's figures are seen best; "" without figures.

    A rate before a count, the finest level that the map draws before the others.
    """
    if changes.empty:
        return ""
    is_drawn = (changes["level"] != "commune") | (changes["vintage"] == NEW)
    order = changes.assign(
        is_count=~changes["unit"].str.startswith("percent"),
        depth=changes["level"].map(FINEST_FIRST).where(is_drawn).fillna(len(FINEST_FIRST)),
    ).sort_values(["is_count", "depth", "areas"], ascending=[True, True, False], kind="stable")
    first = order.iloc[0]
    look = "today" if first["vintage"] == NEW else LOOKS.get(first["level"], "reported")
    requested = {"indicator": first["indicator_code"], "year": first["year"]}
    return f"/map?{urlencode(requested | {'level': first['level'], 'look': look})}"
