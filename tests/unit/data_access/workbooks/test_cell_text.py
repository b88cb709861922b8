"""Text of cells: an old font is read where nothing else explains a cell, and lost letters are told."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from data_access.store.settings import ROOT
from data_access.workbooks import Choice, read_upload
from data_access.workbooks.reading.cleaning import cleaned
from data_access.workbooks.reading.legacy_text import TCVN3, VNI, font_of
from data_access.workbooks.reading.lost_letters import has_lost_letters
from data_access.workbooks.reading.sheets import Sheet

IN_TCVN3 = {letter: byte for byte, letter in TCVN3.items()}
IN_VNI = {letter: pair for pair, letter in reversed(list(VNI.items()))}


def in_font(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


def column_of(*texts: str) -> Sheet:
    cells = pd.DataFrame({0: list(texts)}, dtype=object)
    cells.index += 1
    return cleaned([Sheet("S", cells)])[0]


@pytest.mark.parametrize(
    "text",
    ["Hà Nội", "Bắc Kạn", "Hưng Yên", "Lạng Sơn", "Nghệ An", "Đồng Nai", "Tỷ lệ hộ nghèo", "Quảng Trị"],
)
def test_a_cell_in_tcvn3_is_read(text: str) -> None:
    assert column_of(in_font(text, IN_TCVN3)).cells[0].tolist() == [text]


@pytest.mark.parametrize("text", ["Hà Nội", "Điện Biên", "Lạng Sơn", "Quảng Ngãi", "Cần Thơ", "Bình Phước"])
def test_a_cell_in_vni_is_read(text: str) -> None:
    assert column_of(in_font(text, IN_VNI)).cells[0].tolist() == [text]


@pytest.mark.parametrize(
    "text",
    [
        "El Niño", "La Niña", "Noël", "KfW-Förderung", "Straße", "São Paulo", "Société", "Ångström",
        "Zürich", "Müller & Söhne", "crème brûlée", "naïve", "5 µm", "½ ha", "25 m²", "Microsoft®", "«Noël»",
        "Xã La Êê", "Xã Laêê", "Hoà An", "khoán", "Số hộ: 3×4", "§ 5",
    ],
)  # fmt: skip
def test_other_languages_and_signs_are_no_old_font_and_change_no_cell_beside_them(text: str) -> None:
    read = column_of(text, "khoán", "Hoà An", "Xã Phú Mỹ")
    assert read.cells[0].tolist() == [text, "khoán", "Hoà An", "Xã Phú Mỹ"]
    assert read.flaws == {}


def test_a_soft_hyphen_is_taken_out_and_turns_no_text_into_another() -> None:
    read = column_of("kho\xadán", "pro\xadgramme", "Hoà An")
    assert read.cells[0].tolist() == ["khoán", "programme", "Hoà An"]


def test_one_sheet_in_an_old_font_leaves_the_sheets_beside_it_alone() -> None:
    old = pd.DataFrame({0: [in_font("Hà Nội", IN_TCVN3)]}, dtype=object)
    plain = pd.DataFrame({0: ["Hé", "Phó", "Hòa"]}, dtype=object)
    first, second = cleaned([Sheet("a", old), Sheet("b", plain)])
    assert first.cells[0].tolist() == ["Hà Nội"]
    assert second.cells[0].tolist() == ["Hé", "Phó", "Hòa"]
    assert second.flaws == {}


@pytest.mark.parametrize("text", ["Thä", "Caïn", "Bön"])
def test_text_that_may_be_either_is_told_and_not_rewritten(text: str) -> None:
    read = column_of(text)
    assert read.cells[0].tolist() == [text]
    assert read.flaws == {(1, 0): "doubtful_text"}


def test_vietnamese_text_in_a_column_of_an_old_font_is_doubtful() -> None:
    read = column_of(in_font("Hà Nội", IN_TCVN3), in_font("Bắc Kạn", IN_TCVN3), "hé")
    assert read.cells[0].tolist() == ["Hà Nội", "Bắc Kạn", "hé"]
    assert read.flaws == {(3, 0): "doubtful_text"}


def test_no_name_of_a_place_is_taken_for_an_old_font_or_for_spoilt() -> None:
    names = {
        row[name]
        for file in sorted((ROOT / "data" / "areas").glob("*.csv"))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        for name in ("full_name_vi", "name_vi")
        if name in row
    }
    assert len(names) > 13_000
    assert [name for name in names if font_of(name) or has_lost_letters(name)] == []


@pytest.mark.parametrize(
    "text",
    ["H\ufffd Giang", "Thanh H<U+00F3>a", "H? Giang", "Thanh H?a", "B?c K?n", "?ồng Nai", "Ngh? An", "HÃ\xa0",
     "Háº£i PhÃ²ng"],
)  # fmt: skip
def test_a_lost_letter_flaws_its_cell(text: str) -> None:
    assert column_of(text).flaws == {(1, 0): "lost_letters"}


@pytest.mark.parametrize(
    "text",
    [
        "Hộ có nghèo không?",
        "Bao nhiêu? Chưa rõ",
        "(?)",
        "?",
        "https://a.vn/x?kind=1",
        "vì sao?",
        "Số hộ (?): 5",
    ],
)
def test_a_question_mark_that_is_punctuation_is_no_lost_letter(text: str) -> None:
    assert column_of(text).flaws == {}


def test_a_text_table_in_an_old_font_is_read_and_one_of_windows_1258_too(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    text = "area_code,area_name\n17,{}\n14,{}\n"
    names = ("Hòa Bình", "Sơn La")
    old = text.format(*(in_font(name, IN_TCVN3) for name in names)).encode("latin-1")
    windows = text.format("Ho\u0300a Bi\u0300nh", "Sơn La").encode("cp1258")
    for raw in (old, windows):
        path.write_bytes(raw)
        read = read_upload(path, "a.csv", Choice("form_1"))
        assert read.sheets[0].cells[1].tolist() == ["area_name", *names]
