import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

NUMBERS = st.one_of(st.integers(-(10**18), 10**18), st.floats(-1e18, 1e18))


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=NUMBERS, decimals=st.integers(0, 6))
def test_number_is_written_as_the_languages_locale_writes_it(
    language: str, value: float, decimals: int
) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    assert Words(language).number(value, decimals) == format_decimal(value, format=pattern, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=NUMBERS)
def test_fact_of_a_sentence_is_written_as_the_languages_locale_writes_it(language: str, value: float) -> None:
    babel = format_decimal(round(value, 6), format="#,##0.######", locale=language)
    assert Words(language).exact_number(value) == babel
