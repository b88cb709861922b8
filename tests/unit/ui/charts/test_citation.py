"""A code says which view and which figures, whatever the language, and can be typed from paper."""

from pathlib import Path

import pytest

from ui.charts.view_codes import cite, cited_in, figures_code, registered, typed_code, view_code

VIEW = {"indicator": "poor_household_rate", "year": "2023", "lang": "vi"}
FIGURES = {"02": "5.71", "04": "missing"}


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return tmp_path


def test_code_finds_the_view_and_its_figures_again(var_dir: Path) -> None:
    citation = cite("/map", VIEW, FIGURES)
    found = registered(citation.code)
    assert found is not None
    assert (found.code, found.path, found.figures, found.on) == (citation.code, "/map", FIGURES, citation.on)
    assert registered("0123456789") is None


def test_code_is_the_same_in_both_languages_and_in_any_order_of_parameters() -> None:
    other = {"lang": "en", "year": "2023", "indicator": "poor_household_rate", "cited": "x"}
    assert view_code("/map", VIEW) == view_code("/map", other)


def test_another_figure_changes_the_second_part_alone() -> None:
    before, after = cite("/map", VIEW, FIGURES), cite("/map", VIEW, FIGURES | {"02": "5.65"})
    assert before.code[:4] == after.code[:4]
    assert before.code[4:] != after.code[4:] == figures_code(FIGURES | {"02": "5.65"})


def test_another_year_is_another_view() -> None:
    assert view_code("/map", VIEW) != view_code("/map", VIEW | {"year": "2022"})


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7K2M9-QXTAB", "7K2M9QXTAB"),
        (" 7k2m9 qxtab ", "7K2M9QXTAB"),
        ("7K2MOQXTAI", "7K2M0QXTA1"),
        ("7K2M9-QXTA", None),
        ("7K2M9-QXTAU", None),
        ("Hà Giang", None),
        ("../../etc", None),
    ],
)
def test_typed_code(typed: str, code: str | None) -> None:
    assert typed_code(typed) == code


@pytest.mark.parametrize("text", ["", "7K2M9QXTAB", "7K2M9QXTAB.20261340", "7K2M9QXTAB.2026", "x.20260503"])
def test_parameter_of_another_form_says_nothing(text: str) -> None:
    assert cited_in(text) is None


def test_parameter_says_code_and_day() -> None:
    assert cited_in("7K2M9QXTAB.20260503") == ("7K2M9QXTAB", "2026-05-03")


def test_damaged_entry_is_an_unknown_code(var_dir: Path) -> None:
    citation = cite("/map", VIEW, FIGURES)
    for damage in ("", "[]", '{"path": 3}'):
        next(var_dir.rglob(f"{citation.code}.json")).write_text(damage, encoding="utf-8")
        assert registered(citation.code) is None
