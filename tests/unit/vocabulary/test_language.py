import pytest

from vocabulary.catalogues import LANGUAGES, language_in
from vocabulary.words import NO_BREAK, Words

VI, EN = Words("vi"), Words("en")


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 areas without data"), (1, "1 area without data"), (1200, "1,200 areas without data")],
)
def test_count_chooses_the_plural_form_in_english(count: int, text: str) -> None:
    assert EN("legend.missing", count=count) == text


@pytest.mark.parametrize("count", [0, 1, 1200])
def test_vietnamese_has_one_form_for_every_count(count: int) -> None:
    assert VI("legend.missing", count=count) == f"{VI.number(count)} đơn vị không có số liệu"


@pytest.mark.parametrize("words", [VI, EN])
def test_unknown_key_is_an_error(words: Words) -> None:
    with pytest.raises(KeyError):
        words("no.such.key")


def test_braces_in_a_value_are_left_alone() -> None:
    assert EN("panel.source", source="{x} {0}") == "Source: {x} {0}"


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (5.71, 2, "5,71", "5.71"),
        (29.55, 2, "29,55", "29.55"),
        (0, 0, "0", "0"),
        (0.04, 1, "0,0", "0.0"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (-2.5, 1, "-2,5", "-2.5"),
        (7, 2, "7,00", "7.00"),
    ],
)
def test_number_is_written_with_the_decimals_asked_for(value: float, decimals: int, vi: str, en: str) -> None:
    assert (VI.number(value, decimals), EN.number(value, decimals)) == (vi, en)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (5.7, "5,7", "5.7"),
        (12.0, "12", "12"),
        (1234.5, "1.234,5", "1,234.5"),
        (0.1 + 0.2, "0,3", "0.3"),
        (1e-07, "0", "0"),
        (-1200, "-1.200", "-1,200"),
    ],
)
def test_fact_of_a_sentence_is_written_with_the_decimals_it_has(value: float, vi: str, en: str) -> None:
    assert (VI.exact_number(value), EN.exact_number(value)) == (vi, en)
    assert EN("panel.source", source=value) == f"Source: {en}"


@pytest.mark.parametrize("query", [{}, {"lang": ""}, {"lang": "de"}, {"lang": "VI"}, {"lang": "en-GB"}])
def test_unknown_language_is_answered_in_vietnamese(query: dict[str, str]) -> None:
    assert language_in(query) == "vi"


def test_known_language_is_answered_in_itself() -> None:
    assert [language_in({"lang": code}) for code in LANGUAGES] == list(LANGUAGES)


def test_key_is_in_the_catalogue_or_is_not() -> None:
    assert (VI.has("panel.source"), VI.has("no.such.key")) == (True, False)


def test_year_given_as_text_has_no_thousands_mark() -> None:
    assert "2.006" in VI("headline.too_few", count=2, level="", year=2006)
    assert "2006" in VI("headline.too_few", count=2, level="", year="2006")


@pytest.mark.parametrize(
    ("unit", "vi", "en"),
    [
        ("%", f"5{NO_BREAK}%", "5%"),
        ("% of households", f"5{NO_BREAK}% of households", "5% of households"),
        ("hộ", f"5{NO_BREAK}hộ", f"5{NO_BREAK}hộ"),
    ],
)
def test_unit_stands_behind_its_number_as_the_language_writes_it(unit: str, vi: str, en: str) -> None:
    assert (VI.with_unit("5", unit), EN.with_unit("5", unit)) == (vi, en)


@pytest.mark.parametrize(
    ("date", "vi", "en"),
    [
        ("2021", "2021", "2021"),
        ("2021-07", "7/2021", "July 2021"),
        ("2021-07-23", "23/7/2021", "23 July 2021"),
        ("", "", ""),
        ("khoảng 2021", "khoảng 2021", "khoảng 2021"),
    ],
)
def test_date_is_written_as_exactly_as_it_is_known(date: str, vi: str, en: str) -> None:
    assert (VI.date(date), EN.date(date)) == (vi, en)


def test_names_are_listed_as_in_running_text() -> None:
    assert VI.listed(["A", "B", "C"]) == "A, B và C"
    assert EN.listed(["A", "B", "C"]) == "A, B and C"
    assert EN.listed(["A"]) == "A"


def test_names_come_from_the_data_in_the_language_of_the_view() -> None:
    row = {"name_vi": "Hà Giang", "name_en": "Ha Giang", "unit_vi": "hộ", "unit_en": "households"}
    assert [Words(code).of(row) for code in LANGUAGES] == ["Hà Giang", "Ha Giang"]
    assert EN.of(row, "unit") == "households"
