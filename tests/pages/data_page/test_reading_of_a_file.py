"""The reading of an office's table on the page: corrected, confirmed, offered again for the next file."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_access import door
from data_access.door import PUBLIC
from data_access.loads import Upload, preview_of, submit
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.workbooks import Choice, check, read_upload
from data_access.workbooks.understanding.reading import Part, reading_as_json
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from ui.data.typed_name import GIVEN
from ui.data.upload_state import UPLOAD, Examined
from vocabulary.words import Words

SOURCE: dict[str, Any] = {
    "source_code": "own",
    "source": {"code": "own", "title": "Báo cáo của tỉnh", "kind": "report"},
}
FIRST = "Lò Thị Mai"
HEAD = "Tỉnh,Số hộ nghèo năm {year},Hộ nghèo đa chiều năm {year}"
ROWS = "Hòa Bình,100,150\nLạng Sơn,200,250\nYên Bái,300,350\n"


@pytest.fixture
def settings(
    var_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asks: Callable[..., None]
) -> Iterator[StoreSettings]:
    asks()
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(var_dir / "published.sqlite", folder)
    monkeypatch.setenv("VAR_DIR", str(folder))
    door.forget()
    yield StoreSettings()
    door.forget()


def examined(folder: Path, year: int, choice: Choice | None = None) -> Examined:
    """A table whose second column may be two indicators, as the page keeps it once it was checked."""
    file = folder / "own.csv"
    file.write_text(f"{HEAD.format(year=year)}\n{ROWS}")
    said_of_file = choice or Choice("wide", **SOURCE)
    with door.session(PUBLIC, PUBLISHED) as session:
        checked = check(session, read_upload(file, file.name, said_of_file))
        preview = preview_of(session, checked.kind, checked.digest, checked.rows)
    return Examined(checked, preview, replace(said_of_file, reading=None), "one", file.read_bytes())


def section() -> None:
    """The script of the section, by itself: its file comes from the visit and not from the form."""
    import streamlit as st

    from ui.controls.current_visit import published_edition
    from ui.data.upload_reading import reading_section
    from ui.data.upload_state import UPLOAD
    from vocabulary.words import Words

    kept = st.session_state[UPLOAD]
    words = Words(st.session_state["test.language"])
    ready = reading_section(published_edition(), kept, kept.choice, words)
    st.text("ready" if ready is not None else "not ready")


def shown(kept: Examined, language: str = "vi", name: str = "") -> AppTest:
    page = AppTest.from_function(section, default_timeout=60)
    page.session_state[UPLOAD] = kept
    page.session_state["test.language"] = language
    page.session_state[GIVEN] = name
    return page.run()


def is_ready(page: AppTest) -> bool:
    assert [element.value for element in page.exception] == []
    return page.text[-1].value == "ready"


def confirm(page: AppTest) -> AppTest:
    (box,) = [one for one in page.checkbox if str(one.key).startswith("upload.reading.")]
    return box.check().run()


@OF_LANGUAGES
def test_reading_is_corrected_from_lists_and_a_correction_clears_its_confirmation(
    settings: StoreSettings, tmp_path: Path, language: str
) -> None:
    words = Words(language)
    page = shown(examined(tmp_path, 2023), language)
    assert not is_ready(page)
    tables = plain("".join(element.proto.body for element in page.get("html")))
    for key in ("reading.part.source_kind", "reading.part.standard", "reading.how.declared"):
        assert words(key) in tables
    assert "review-md-2022" not in tables
    page = confirm(page)
    assert is_ready(page)
    (chosen,) = [one for one in page.selectbox if str(one.key).endswith(".2.indicator")]
    chosen.set_value("poor_and_near_poor_households")
    page.button[0].click().run()
    assert page.session_state[UPLOAD].checked.reading.tables[0].columns[1].indicator == Part(
        "poor_and_near_poor_households", "chosen"
    )
    assert not is_ready(page)
    assert words("reading.not_confirmed") in plain(said(page))
    assert is_ready(confirm(page))


def test_status_and_kind_of_source_are_chosen_where_the_file_states_none(
    settings: StoreSettings, tmp_path: Path
) -> None:
    page = shown(examined(tmp_path, 2023), "en")
    (status,) = [one for one in page.selectbox if str(one.key).endswith(".1.status")]
    (kind,) = [one for one in page.selectbox if str(one.key).endswith(".source_kind")]
    status.set_value("preliminary")
    kind.set_value("survey")
    page.button[0].click().run()
    figures = page.session_state[UPLOAD].checked.rows["figures"]
    assert set(figures["status"]) == {"preliminary"}
    assert set(figures["source_kind"]) == {"survey"}


@OF_LANGUAGES
def test_what_was_chosen_before_is_offered_for_the_next_file_of_that_shape(
    settings: StoreSettings, tmp_path: Path, language: str
) -> None:
    first = examined(tmp_path, 2022)
    reading = first.checked.reading
    assert reading is not None
    (table,) = reading.tables
    column = replace(table.columns[1], indicator=Part("poor_and_near_poor_households", "chosen"))
    chosen = replace(reading, tables=(replace(table, columns=(table.columns[0], column)),))
    corrected = examined(tmp_path, 2022, Choice("wide", **SOURCE, reading=chosen))
    confirmed = corrected.checked.reading
    assert confirmed is not None
    submit(
        settings,
        Upload(
            "own.csv",
            corrected.content,
            "wide",
            corrected.checked.rows,
            preview=corrected.preview,
            reading=reading_as_json(replace(confirmed, confirmed=True)),
        ),
        FIRST,
    )
    label = Words(language)("reading.use_kept", name=FIRST)
    next_file = examined(tmp_path, 2023)
    stranger = shown(next_file, language, "Giàng A Páo")
    assert label not in [button.label for button in stranger.button]
    page = shown(next_file, language, FIRST)
    (offered,) = [button for button in page.button if button.label == label]
    offered.click().run()
    taken = page.session_state[UPLOAD].checked.reading
    assert [one.indicator.value for one in taken.columns] == [
        "poor_households",
        "poor_and_near_poor_households",
    ]
    assert {one.year.value for one in taken.columns} == {"2023"}
    assert not is_ready(page)
