"""An office with a store that reads and checks files, for tests of what checking finds."""

import io
from pathlib import Path

import openpyxl

from data_access.store.opening import Store
from data_access.workbooks import (
    Checked,
    Choice,
    Gazetteer,
    check,
    finding_sentence,
    read_upload,
    template_workbook,
)
from vocabulary.words import Words

HOA_BINH = ("v2008", "province", "17")
SOURCE = {"source_code": "qd-test", "source": {"code": "qd-test", "title": "Quyết định", "kind": "decision"}}


class Desk:
    """An office with a store: reads and checks files."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        with store.session() as session:
            self.gazetteer = Gazetteer(session)

    def check(self, content: bytes, kind: str = "form_1", **said: object) -> Checked:
        path = self.folder / "upload"
        path.write_bytes(content)
        choice = Choice(kind, **{**SOURCE, **said})  # type: ignore[arg-type]
        with self.store.session() as session:
            return check(session, read_upload(path, "a.xlsx", choice), gazetteer=self.gazetteer)

    def template(self, kind: str, year: int = 2024, language: str = "vi") -> openpyxl.Workbook:
        with self.store.session() as session:
            raw = template_workbook(session, kind, HOA_BINH, language, year)
        return openpyxl.load_workbook(io.BytesIO(raw))


def sentences(checked: Checked, language: str = "vi") -> list[str]:
    words = Words(language)
    return [finding_sentence(finding, words) for finding in checked.findings.to_dict("records")]  # type: ignore[arg-type]


def codes(checked: Checked) -> set[str]:
    return set(checked.findings["code"])
