"""Numbers and addresses survive being written down."""

from decimal import Decimal

from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.ui.maps.test_picture_address import EDITION, read_back
from ui.cached.looks import LOOKS
from ui.maps.class_choice import FARTHEST, breaks_in
from ui.maps.picture_address import PictureAddress
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

USABLE = st.floats(-FARTHEST, FARTHEST, allow_nan=False)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(list(LANGUAGES)))
def test_number_written_in_a_language_reads_back_as_itself(steps: int, decimals: int, language: str) -> None:
    exact = Decimal(steps).scaleb(-decimals)
    written = Words(language).number(float(exact), decimals)
    assert parse_decimal(written, locale=language) == exact
    assert len(written.rpartition({"vi": ",", "en": "."}[language])[2]) == decimals or not decimals


@given(st.text())
def test_any_text_is_breaks_or_is_not(typed: str) -> None:
    breaks = breaks_in(typed)
    assert breaks is None or len(breaks) <= len(typed)


@given(
    indicator=st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1).filter(
        lambda text: text not in (".", "..")
    ),
    look=st.sampled_from(LOOKS),
    language=st.sampled_from(list(LANGUAGES)),
    breaks=st.sets(USABLE, min_size=2, max_size=6),
    each_year=st.booleans(),
    within=st.text(),
)
def test_picture_address_reads_back_as_itself(
    indicator: str, look: str, language: str, breaks: set[float], each_year: bool, within: str
) -> None:
    wanted = PictureAddress(
        indicator,
        "province",
        look=look,  # type: ignore[arg-type]
        language=language,
        scheme="chosen",
        breaks=tuple(sorted(breaks)),
        each_year=each_year,
        within=within,
    )
    found = read_back(wanted.url(EDITION))
    assert (found.breaks, found.look, found.language) == (wanted.breaks, wanted.look, wanted.language)
    assert (found.within, found.each_year, found.scheme) == (within, each_year, "chosen")
