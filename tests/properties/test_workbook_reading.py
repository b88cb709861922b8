"""Whatever stands in a cell or a file: it is read right, or it is refused."""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.text.formulas import FORMULA_STARTS, neutral
from data_access.workbooks import Choice, UploadUnusable, read_upload
from data_access.workbooks.reading.legacy_text import TCVN3, font_of, modern
from data_access.workbooks.reading.numbers import Numbers, read_numbers
from data_access.workbooks.reading.sheets import address
from data_access.workbooks.reading.text_table import decoded
from data_access.workbooks.reading.upload import file_label
from tests.fixtures.bad_workbooks import HEAD, form, table

IN_TCVN3 = {letter: byte for byte, letter in TCVN3.items()}
WORKBOOK = form(("17", "Hòa Bình", 2024, 1000, 100))
MARKS = {"vi": (".", ","), "en": (",", ".")}


def numbers(cells: list[object], *, whole: bool = False) -> Numbers:
    count = len(cells)
    series = pd.Series(cells, dtype="object")
    return read_numbers(series, whole=np.full(count, whole), percent=np.full(count, True))


def written(value: int, decimals: int, language: str, *, grouped: bool) -> str:
    """A number of so many decimals as a language writes it, ``value`` being all its digits."""
    group, point = MARKS[language]
    units, fraction = divmod(value, 10**decimals)
    text = f"{units:,}".replace(",", group) if grouped else str(units)
    return text + (f"{point}{fraction:0{decimals}}" if decimals else "")


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 4), st.booleans()), min_size=1, max_size=8),
    st.sampled_from(["vi", "en"]),
)
def test_number_written_in_one_language_is_never_read_as_another_number(
    values: list[tuple[int, int, bool]], language: str
) -> None:
    cells: list[object] = [
        written(value, decimals, language, grouped=grouped) for value, decimals, grouped in values
    ]
    read = numbers(cells)
    for (value, decimals, _), found, problem in zip(values, read.value, read.problem, strict=True):
        assert problem == "ambiguous_number" or np.isclose(found, value / 10**decimals)


@given(st.integers(0, 10**9), st.sampled_from(["vi", "en"]))
def test_count_is_read_with_and_without_groups(value: int, language: str) -> None:
    cells: list[object] = [written(value, 0, language, grouped=grouped) for grouped in (True, False)]
    read = numbers(cells, whole=True)
    assert read.value.tolist() == [value, value]
    assert set(read.problem) == {""}


@given(
    st.lists(st.one_of(st.text(max_size=12), st.floats(), st.booleans(), st.none(), st.dates()), max_size=10)
)
def test_any_cell_is_a_number_or_nothing_or_has_a_problem(cells: list[object]) -> None:
    read = numbers(cells)
    for value, state, problem in zip(read.value, read.state, read.problem, strict=True):
        assert (state == "reported") == (not np.isnan(value)) or problem


@given(st.text(alphabet=[*IN_TCVN3, *"abcdeghiklmnopqrstuvxy "], min_size=3, max_size=30))
def test_text_in_an_old_font_comes_back_as_it_was_meant(text: str) -> None:
    old = "".join(IN_TCVN3.get(letter, letter) for letter in text)
    if font_of(old) == "tcvn3":
        assert modern(old, "tcvn3") in (text, None)


@given(st.text(alphabet="àáạảãăằắẵâầêềôốơờưừđĐÀ nghklmtrcv", max_size=30))
def test_text_in_unicode_is_not_taken_for_an_old_font(text: str) -> None:
    assert font_of(text + "ạ") is None


@given(st.text(max_size=20))
def test_neutral_text_starts_no_formula_and_keeps_its_letters(text: str) -> None:
    assert not neutral(text).startswith(FORMULA_STARTS)
    assert neutral(text).removeprefix("'") == text.removeprefix("'") or not text.startswith(FORMULA_STARTS)


@given(st.text(max_size=300))
def test_label_of_a_file_is_short_and_leads_nowhere(name: str) -> None:
    label = file_label(name)
    assert 0 < len(label) <= 120
    assert not set(label) & {"/", "\\", "\n", "\0", "\u202e"}


@given(st.integers(1, 10**6), st.integers(0, 16_383))
def test_address_names_one_cell(row: int, column: int) -> None:
    letters = address(row, column).rstrip("0123456789")
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    assert (number - 1, address(row, column)[len(letters) :]) == (column, str(row))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(decoded(raw), str)
    except UploadUnusable as error:
        refused = error.code
    else:
        refused = "wrong_encoding"
    assert refused == "wrong_encoding"


def refusal_or_sheets(raw: bytes) -> str | int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(raw)
        try:
            return len(read_upload(path, "a.xlsx", Choice("form_1")).sheets)
        except UploadUnusable as error:
            return error.code


@settings(max_examples=40)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=30))
def test_damaged_workbook_is_read_or_refused(start: int, noise: bytes) -> None:
    assert refusal_or_sheets(WORKBOOK[:start] + noise + WORKBOOK[start + len(noise) :])


@settings(max_examples=40)
@given(st.text(max_size=40), st.sampled_from([",", ";", "\t", "\n", '"']))
def test_table_with_anything_in_it_is_read_or_refused(text: str, mark: str) -> None:
    assert refusal_or_sheets(table(f"17{mark}{text}{mark}2024", head=HEAD))
