"""The catalogues are complete, agree with one another, and have a word for every code in the data."""

import csv
import re

import pytest

from data_access.comparing.comparability import comparability
from geo.classification import SCHEMES
from tests.unit.vocabulary.keys_in_code import ROOT, placeholders
from ui.controls.site import EVERY_PAGE
from vocabulary.catalogues import LANGUAGES, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_twice_in_a_catalogue(language: str) -> None:
    messages = (ROOT / "locale" / language / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', messages, flags=re.MULTILINE)
    assert sorted(keys) == sorted(set(keys))


def test_every_language_has_the_same_keys() -> None:
    keys = {language: set(texts(language)) for language in LANGUAGES}
    assert keys["vi"] ^ keys["en"] == set()


def test_every_text_has_the_same_placeholders_in_every_language() -> None:
    vi, en = texts("vi"), texts("en")
    assert [key for key in vi if placeholders(vi[key]) != placeholders(en[key])] == []


def test_no_text_is_empty() -> None:
    empty = [
        (language, key)
        for language in LANGUAGES
        for key, text in texts(language).items()
        if not all((text,) if isinstance(text, str) else text)
    ]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_texts_have_every_form_of_the_language(language: str) -> None:
    forms = {"vi": 1, "en": 2}[language]
    forms_of = [text for text in texts(language).values() if isinstance(text, tuple)]
    assert forms_of
    assert {len(text) for text in forms_of} == {forms}


def column(file: str, name: str) -> set[str]:
    """Return every value of a column of the embedded data."""
    paths = list(ROOT.glob(f"data/{file}"))
    assert paths
    found: set[str] = set()
    for path in paths:
        with path.open(encoding="utf-8", newline="") as table:
            found |= {row[name] for row in csv.DictReader(table)}
    return found - {""}


def keys(prefix: str, names: set[str]) -> set[str]:
    return {f"{prefix}.{name}" for name in names}


def test_every_code_in_the_data_that_is_shown_as_a_word_has_one() -> None:
    figures = "figures/*.csv"
    needed = {
        *keys("status", column(figures, "status") - {"final"}),
        *keys("state", column(figures, "state") - {"reported"}),
        *keys("qualifier", column(figures, "qualifier") - {"exact"}),
        *keys("group", column("indicators.csv", "group")),
        *keys("classes", set(SCHEMES)),
        *keys("page", {page.key for page in EVERY_PAGE}),
    }
    assert needed - set(texts("vi")) == set()


def test_every_status_qualifier_and_state_that_a_figure_may_have_has_a_word() -> None:
    needed = {
        *keys("status", {"preliminary", "expected", "reported", "planned", "target"}),
        *keys("qualifier", {"about", "more_than", "nearly", "at_least", "less_than"}),
        *keys("state", {"missing", "not_applicable", "suppressed"}),
    }
    assert needed - set(texts("vi")) == set()


def test_every_reason_not_to_compare_has_a_sentence() -> None:
    reasons = set(re.findall(r"``(\w+_changed)``", str(comparability.__doc__)))
    assert len(reasons) == 4
    assert keys("break", reasons) - set(texts("vi")) == set()
