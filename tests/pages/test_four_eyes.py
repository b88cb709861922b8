"""The data page: what an officer is told first, what a second person opens, and what clears a preview."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_access import door
from data_access.door import PUBLIC
from data_access.loads import Preview, Upload, file_hash, preview_of, publish, send_back, submit
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.workbooks import Checked, Choice, check, read_upload
from data_access.workbooks.understanding.reading import reading_as_json
from data_access.worker import begun
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from ui.data.upload_preview import map_address
from ui.data.upload_state import UPLOAD, Examined
from vocabulary.words import Words

SOURCE: dict[str, Any] = {
    "source_code": "own",
    "source": {"code": "own", "title": "Báo cáo của tỉnh", "kind": "report"},
}
FIRST, SECOND = "Lò Thị Mai", "Giàng A Páo"


@dataclass
class Sent:
    """A file as the page would send it."""

    checked: Checked
    preview: Preview
    content: bytes

    @property
    def upload(self) -> Upload:
        checked = self.checked
        return Upload(checked.name, self.content, checked.kind, checked.rows, preview=self.preview)


@pytest.fixture
def settings(var_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreSettings]:
    """A copy of the store, in which a second person has to approve."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(var_dir / "published.sqlite", folder)
    monkeypatch.setenv("VAR_DIR", str(folder))
    monkeypatch.setenv("APPROVAL", "1")
    door.forget()
    yield StoreSettings()
    door.forget()


def made(folder: Path, name: str, line: str) -> Sent:
    file = folder / name
    file.write_text(f"area_code,area_name,year,total_households,poor_households\n{line}\n")
    with door.session(PUBLIC, PUBLISHED) as session:
        checked = check(session, read_upload(file, name, Choice("form_1", **SOURCE)))
        preview = preview_of(session, checked.kind, checked.digest, checked.rows)
    assert checked.digest == file_hash(file.read_bytes())
    return Sent(checked, preview, file.read_bytes())


def tables(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


@OF_LANGUAGES
def test_the_second_person_opens_what_the_first_saw_approves_and_publishes(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    words = Words(language)
    sent = made(tmp_path, "a.csv", "17,,2023,1000,900")
    submit(settings, sent.upload, FIRST)
    page = open_page("data", section="ledger", lang=language)
    page.button(key="ledger.open.1").click().run()
    assert page.query_params["submission"] == "1"
    assert words("approval.same") in plain(said(page))
    assert words("upload_page.changes", areas=1, indicators=3) in tables(page)
    page.text_input(key="officer").set_value("LO THI MAI").run()
    assert page.button(key="approval.approve.1").disabled
    assert plain(words("failure.load_refused.same_person", by="LO THI MAI")) in plain(said(page))
    page.text_input(key="officer").set_value(SECOND).run()
    assert [element.value for element in page.exception] == []
    page.button(key="approval.approve.1").click().run()
    page.button(key="approval.publish.1").click().run()
    assert [element.value for element in (*page.error, *page.exception)] == []
    assert words("ledger.done_publish", number=1) in plain(said(page))


def test_the_second_person_sees_how_a_table_of_the_office_was_read(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Tỉnh,Số hộ nghèo năm 2023\nHòa Bình,100\nLạng Sơn,200\n")
    choice = Choice("wide", year=2023, vintage="v2008", level="province", **SOURCE)
    with door.session(PUBLIC, PUBLISHED) as session:
        checked = check(session, read_upload(file, file.name, choice))
        preview = preview_of(session, checked.kind, checked.digest, checked.rows)
    assert checked.reading is not None
    reading = reading_as_json(replace(checked.reading, confirmed=True))
    sent = Sent(checked, preview, file.read_bytes()).upload
    submit(settings, replace(sent, reading=reading), FIRST)
    page = open_page("data", section="ledger", submission="1")
    assert [element.value for element in page.exception] == []
    assert "Số hộ nghèo năm 2023" in tables(page)


def test_a_store_that_changed_since_the_hand_in_is_shown_beside_what_was_seen(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path
) -> None:
    sent, other = made(tmp_path, "a.csv", "17,,2023,1000,900"), made(tmp_path, "b.csv", "17,,2023,1000,100")
    submit(settings, sent.upload, FIRST)
    alone = settings.model_copy(update={"approval": False})
    publish(alone, submit(alone, other.upload, FIRST), FIRST)
    page = open_page("data", section="ledger", submission="1", lang="en")
    assert [element.value for element in page.exception] == []
    assert Words("en")("approval.moved") in plain(said(page))
    assert "lines that differ from the preview" in tables(page)
    assert "3 figures of this file were changed by others" in tables(page)
    assert Words("en")("ledger.one_person") in plain(said(page))


@OF_LANGUAGES
def test_a_returned_file_is_told_first_with_its_reason(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    submit(settings, made(tmp_path, "a.csv", "17,,2023,1000,900").upload, FIRST)
    send_back(settings, 1, SECOND, "thiếu xã Thượng Cốc")
    page = open_page("data", lang=language)
    assert "thiếu xã Thượng Cốc" in plain(page.warning[0].value)
    page.text_input(key="officer").set_value(SECOND).run()
    assert not any("thiếu xã" in element.value for element in page.warning)
    page.text_input(key="officer").set_value("lo thi mai").run()
    assert "thiếu xã Thượng Cốc" in plain(page.warning[0].value)


@OF_LANGUAGES
def test_work_that_ended_after_the_page_was_closed_is_told_by_name(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    sent = made(tmp_path, "a.csv", "17,,2023,1000,900")
    submit(settings, sent.upload, FIRST)
    for name, digest in (("a.csv", sent.checked.digest), ("b.csv", "0" * 64)):
        work = begun(settings, FIRST, "hand_in", name, digest, None)
        record = settings.var_dir / "work" / f"{work.key}.json"
        # Another run of the program had begun it.
        record.write_text(record.read_text().replace(work.run, "another"))
    page = open_page("data", lang=language)
    assert "b.csv" not in plain(said(page))
    page.text_input(key="officer").set_value("LÒ THỊ  MAI").run()
    told = plain(said(page))
    for ending, name in (("done", "a.csv"), ("stopped", "b.csv")):
        start = Words(language)(f"work.{ending}", what="{what}", name=name, at="{at}", number="1")
        assert start.rpartition("}")[2] in told
    for key in [str(button.key) for button in page.button]:
        if key.startswith("work.seen."):
            page.button(key=key).click().run()
    assert "b.csv" not in plain(said(page))


def test_a_preview_goes_with_its_file_and_with_any_choice(
    settings: StoreSettings, open_page: OpenPage, tmp_path: Path
) -> None:
    sent = made(tmp_path, "a.csv", "17,,2023,1000,900")
    page = open_page("data", lang="en")
    page.session_state[UPLOAD] = Examined(
        sent.checked, sent.preview, Choice("form_1"), "another", sent.content
    )
    page.run()
    assert UPLOAD not in page.session_state
    assert "a.csv are no longer shown" in plain(said(page))


def test_the_map_after_publishing_is_of_the_first_place_that_changed(
    settings: StoreSettings, tmp_path: Path
) -> None:
    changes = made(tmp_path, "a.csv", "17,,2023,1000,900").preview.changes
    assert map_address(changes) == (
        "/map?indicator=poor_household_rate&year=2023&level=province&look=reported&area=v2008.17"
    )
    communes = made(tmp_path, "b.csv", "04795,,2024,1000,100").preview.changes
    assert map_address(communes) == "/area?place=v2008.commune.04795"
