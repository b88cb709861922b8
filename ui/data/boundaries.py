"""Boundaries on the data page: an office loads those it may use, sees what would change, and undoes it."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.accounts.rights import Action
from data_access.boundary_log import log_boundaries
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from geo.importing.errors import BoundaryFileUnusable, refusal_text
from geo.importing.examination import Examination, examine
from geo.importing.files.fetching import Fetching, fetched
from geo.importing.options import MEGABYTE, ImportOptions
from geo.importing.replacing import accept, undo
from geo.importing.report import report_lines
from geo.layers import Layer, layers
from ui.controls.notices import as_plain
from ui.controls.uploaders import file_field
from ui.data.changing import changes_as_asker
from ui.data.typed_name import given_name, name_field
from ui.text.boundary_terms import imported_terms, is_imported
from vocabulary.words import Words

FILE_TYPES = ("gpkg", "zip", "geojson", "json", "kml", "topojson")
# An address makes this machine fetch what a visitor names: off unless the office opens it.
ADDRESSES_SETTING = "BOUNDARY_ADDRESSES"
EXAMINED = "boundaries.examined"
ACCEPTED, NOT_UNDONE = "boundaries.accepted", "boundaries.not_undone"

logger = logging.getLogger(__name__)


def boundaries_section(words: Words) -> None:
    """Draw what loads, replaces and restores official boundaries."""
    st.subheader(words("data.boundaries"), anchor=False)
    st.markdown(words("data.boundaries_intro"))
    name_field(words("upload_page.who"))
    _upload(words)
    _examined(words)
    _layers(words)


def _upload(words: Words) -> None:
    with st.form("boundaries", border=True):
        megabytes = ImportOptions().max_bytes // MEGABYTE
        file = file_field(
            words("data.file"), types=FILE_TYPES, most_megabytes=megabytes, needs=Action.REPLACE_BOUNDARIES
        )
        address = _address(words)
        with st.expander(words("data.columns")):
            options = _options(words)
        sent = st.form_submit_button(words("data.examine"), type="primary")
    if sent and file is None and not address:
        st.warning(words("data.no_file"))
    elif sent:
        st.session_state.pop(EXAMINED, None)
        st.session_state.pop(ACCEPTED, None)
        _examine(file or address, options, words)


def _address(words: Words) -> str:
    """Draw the field for an address; "" where the office has not opened it."""
    if os.environ.get(ADDRESSES_SETTING) != "1":
        return ""
    return st.text_input(words("data.address"), key="boundaries.address", max_chars=500).strip()


def _options(words: Words) -> ImportOptions:
    """Draw what a person may say about a file; whatever is left empty is guessed from it."""
    drawn = {f"{known.level} {known.vintage}": (known.level, known.vintage) for known in layers()}
    targets = {"": words("data.guess")}
    targets |= {key: target_name(*pair, words) for key, pair in drawn.items()}
    target = st.selectbox(words("data.target"), list(targets), format_func=targets.__getitem__)
    level, _, vintage = target.partition(" ")
    code, name, parent, crs = (
        st.text_input(words(f"data.{field}"), key=f"boundaries.{field}").strip() or None
        for field in ("code_column", "name_column", "parent_column", "crs")
    )
    return ImportOptions(
        level=level or None,
        vintage=vintage or None,
        code_column=code,
        name_column=name,
        parent_column=parent,
        crs=crs,
    )


def target_name(level: str, vintage: str, words: Words) -> str:
    """Return a layer's name: its level and its era."""
    return f"{words(f'boundary.level.{level}')}, {words(f'boundary.vintage.{vintage}')}"


def _examine(file: UploadedFile | str, options: ImportOptions, words: Words) -> None:
    """Examine a file with a progress line; one that cannot be used gets a sentence and changes nothing."""
    line = st.progress(0.0)

    def draw(fraction: float, step: str) -> None:
        line.progress(fraction, words(f"boundary.step.{step}"))

    try:
        with tempfile.TemporaryDirectory(prefix="upload-") as folder:
            path = _written(file, Path(folder), options)
            st.session_state[EXAMINED] = examine(path, options, draw)
    except BoundaryFileUnusable as error:
        logger.warning("a boundary file was refused: %s", error.code)
        st.error(as_plain(refusal(error, words)))
    finally:
        line.empty()


def _written(file: UploadedFile | str, folder: Path, options: ImportOptions) -> Path:
    """Return the path of an uploaded file, or of one fetched from a public address."""
    if isinstance(file, str):
        return fetched(file, folder, Fetching(options, is_public=True))
    path = folder / (Path(file.name).name or "upload")
    path.write_bytes(file.getbuffer())
    return path


def refusal(error: BoundaryFileUnusable, words: Words) -> str:
    """Return what is wrong with a boundary file."""
    return refusal_text(error, words)


def _examined(words: Words) -> None:
    """Draw the match report of the examined file, and the step that puts it in place."""
    examination: Examination | None = st.session_state.get(EXAMINED)
    if examination is None:
        return
    st.subheader(words("data.report"), anchor=False)
    st.markdown("\n".join(f"- {as_plain(line)}" for line in report_lines(examination, words)))
    licence = st.text_input(words("data.licence"), key="boundaries.licence", max_chars=200)
    forbidden = st.checkbox(
        words("data.non_commercial"), value=examination.non_commercial, disabled=examination.non_commercial
    )
    incomplete = examination.lacks_journal and st.checkbox(
        words("data.incomplete", count=len(examination.unmatched_areas)), key="boundaries.incomplete"
    )
    named = bool(given_name())
    if st.button(words("data.accept"), type="primary", disabled=not named):
        _accept(examination, words, licence=licence, forbidden=forbidden, incomplete=incomplete)


def _accept(
    examination: Examination, words: Words, *, licence: str, forbidden: bool, incomplete: bool
) -> None:
    try:
        with changes_as_asker(Action.REPLACE_BOUNDARIES):
            accept(examination, licence, forbidden, incomplete)
            _logged("boundaries_accepted", examination.level, examination.vintage)
    except BoundaryFileUnusable as error:
        st.error(as_plain(refusal(error, words)))
        return
    except StoreError as error:
        st.error(as_plain(failure_sentence(error, words)))
        return
    del st.session_state[EXAMINED]
    st.session_state[ACCEPTED] = (examination.level, examination.vintage)
    st.rerun()


def _logged(what: str, level: str, vintage: str) -> None:
    """Write a change of boundaries into the log; one that cannot be written there is taken back."""
    try:
        log_boundaries(StoreSettings(), given_name(), what, level, vintage)
    except StoreError:
        if what == "boundaries_accepted":
            undo(level, vintage)
        raise


def _layers(words: Words) -> None:
    """Draw the layers in use, each with its origin and, for an imported one, the way back."""
    level, vintage = st.session_state.get(ACCEPTED, ("", ""))
    if level:
        st.success(as_plain(words("data.accepted", layer=target_name(level, vintage, words))))
    with st.container():
        if refused := st.session_state.pop(NOT_UNDONE, ""):
            st.error(as_plain(refused))
    st.subheader(words("data.layers"), anchor=False)
    for shown in layers():
        text, action = st.columns((0.8, 0.2), vertical_alignment="center")
        name = target_name(shown.level, shown.vintage, words)
        origin = words(f"data.origin_{shown.boundaries}")
        terms = imported_terms(shown, words) if is_imported(shown) else shown.licence_note
        text.markdown(f"**{as_plain(name)}** — {as_plain(origin)} {as_plain(terms)}")
        if is_imported(shown):
            key = f"undo.{shown.level}.{shown.vintage}"
            named = bool(given_name())
            args = (shown, words)
            action.button(words("data.undo"), key=key, on_click=_undo, args=args, disabled=not named)


def _undo(shown: Layer, words: Words) -> None:
    st.session_state.pop(ACCEPTED, None)
    try:
        with changes_as_asker(Action.REPLACE_BOUNDARIES):
            _logged("boundaries_undone", shown.level, shown.vintage)
            undo(shown.level, shown.vintage)
    except BoundaryFileUnusable as error:
        logger.exception("an import could not be undone")
        st.session_state[NOT_UNDONE] = refusal(error, words)
    except StoreError as error:
        logger.exception("an import could not be undone")
        st.session_state[NOT_UNDONE] = failure_sentence(error, words)
