"""One change of the ledger figure by figure on the data page: before, after, and the whole as a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from data_access.store_codes import PUBLISHED
from ui.cached import log_frames, source_frames
from ui.cached.editions import Edition
from ui.controls import notices
from ui.controls.choices import coded_segments, coded_select
from ui.controls.current_visit import published_edition
from ui.data.changed_cells import cells_of
from ui.files.exhibit_files import data_csv
from ui.files.names import WHOLE_COUNTRY, file_name, period_part
from ui.text.moments import moment
from ui.text.tables import plain_table
from vocabulary.words import Words

ON_A_PAGE = 100
ALL = "all"
WHAT = ("changed", "added", "removed", "same")
HEADERS = ("what", "thing", "area", "period", "before", "after")


def changed_section(words: Words) -> None:
    """Draw the choice of a change, and every figure and record that it touched, a page at a time."""
    edition = published_edition()
    loads = {str(row["id"]): row for row in source_frames.loads(edition).to_dict("records")}
    st.markdown(words("changed.intro"))
    change, bad_parameter = coded_select(
        words("changed.change"),
        "change",
        list(loads),
        lambda code: _change_name(loads[code], words),
        next(iter(loads)),
    )
    notices.bad_parameters([bad_parameter], words)
    found = log_frames.changed_rows(edition, int(change))
    if found.empty:
        st.info(words("changed.nothing"))
        return
    counts = {what: int((found["what"] == what).sum()) for what in WHAT}
    st.markdown(words("changed.counts", **counts))
    st.download_button(
        words("changed.download"),
        partial(changes_csv, edition, int(change)),
        file_name=file_name(
            PUBLISHED, (words("changed.file_name"), change, WHOLE_COUNTRY, period_part([])), "csv"
        ),
        mime="text/csv",
        on_click="ignore",
    )
    titles = {row["code"]: row["title"] for row in source_frames.sources(edition).to_dict("records")}
    _table(_filtered(found, words), titles, words)


def changes_csv(edition: Edition, change: int) -> bytes:
    """Return the whole of a change as CSV; a callback of the browser's, so it reads no widget."""
    return data_csv(log_frames.changed_rows(edition, change), {})


def _change_name(load: Row, words: Words) -> str:
    kind = load["kind"] if load["kind"] in ("embedded", "withdrawal") else "publication"
    label = words("history.embedded") if kind == "embedded" else load["label"]
    return words(
        f"changed.of_{kind}",
        number=str(load["id"]),
        label=label,
        by=load["loaded_by"],
        at=moment(load["loaded_at"], words),
    )


def _filtered(found: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the lines of the chosen kind and of what happened; all where nothing is chosen."""
    left, right = st.columns((0.6, 0.4))
    kinds = [what for what in WHAT if (found["what"] == what).any()]
    with left:
        what, bad_parameter = coded_segments(
            words("changed.show"), "what", [ALL, *kinds], lambda code: words(f"changed.what_{code}"), ALL
        )
    tables = list(dict.fromkeys(found["table"]))
    with right:
        table, bad_table = coded_select(
            words("changed.table"), "table", [ALL, *tables], lambda code: words(f"changed.table_{code}"), ALL
        )
    notices.bad_parameters([bad_parameter, bad_table], words)
    found = found if what == ALL else found[found["what"] == what]
    return found if table == ALL else found[found["table"] == table]


def _table(found: pd.DataFrame, titles: Mapping[str, str], words: Words) -> None:
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = 1
    if pages > 1:
        label = words("changed.page", pages=pages)
        page = int(st.number_input(label, min_value=1, max_value=pages, value=1, width=220))
    first = (page - 1) * ON_A_PAGE
    shown = found.iloc[first : first + ON_A_PAGE]
    rows = [cells_of(row, titles, words) for row in shown.to_dict("records")]
    caption = words("changed.caption", first=first + bool(rows), last=first + len(rows), count=len(found))
    st.html(plain_table(caption, [words(f"changed.{name}") for name in HEADERS], rows, (4, 5)))
