"""The catalogues are complete and used, and no text for people stands outside them."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from data_access.comparing.comparability import comparability
from data_access.store.errors import StoreError
from geo.classification import SCHEMES
from ui.controls.site import SITE
from ui.text.failures import failure_sentence
from vocabulary.catalogues import LANGUAGES, texts
from vocabulary.words import Words

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"])
# A name of a language is written in that language, whatever the language of the view.
NOT_TRANSLATED = set(LANGUAGES.values())
SHOWN_BY = {
    "button", "caption", "error", "expander", "file_uploader", "header", "html", "info", "markdown",
    "popover", "segmented_control", "selectbox", "subheader", "success", "text", "text_input", "title",
    "toggle", "warning", "write",
}  # fmt: skip


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def pattern_of(node: ast.expr) -> str | None:
    """Return the regular expression of a text or an f-string; None for any other expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in node.values]
        return "".join(parts)
    return None


def is_words(called: ast.expr) -> bool:
    """Whether an expression is a ``words``, ``visit.words`` or ``Words(…)``."""
    if isinstance(called, ast.Call):
        return isinstance(called.func, ast.Name) and called.func.id == "Words"
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name == "words"


def keys_asked_for() -> list[tuple[str, str]]:
    """Return module and pattern of each key that the code asks the catalogues for."""
    return [
        (path.name, pattern)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and is_words(node.func) and node.args
        for branch in branches(node.args[0])
        if (pattern := pattern_of(branch)) is not None
    ]


def branches(node: ast.expr) -> list[ast.expr]:
    """Return what a conditional expression may be."""
    return [*branches(node.body), *branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def texts_in_code() -> Iterator[str]:
    """Return the pattern of every text in the code, wherever it stands."""
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.expr) and (pattern := pattern_of(node)) is not None:
                yield pattern


def placeholders(text: str | tuple[str, ...]) -> set[str]:
    forms = (text,) if isinstance(text, str) else text
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


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


def test_every_key_that_the_code_asks_for_exists() -> None:
    keys = list(texts("vi"))
    requested = keys_asked_for()
    assert len(requested) > 100
    missing = [
        (module, key) for module, key in requested if not any(re.fullmatch(key, known) for known in keys)
    ]
    assert missing == []


def test_no_key_is_left_over() -> None:
    patterns = {pattern for pattern in texts_in_code() if "\\." in pattern}
    known = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    assert [key for key in texts("vi") if not known.fullmatch(key)] == []


def test_no_vietnamese_stands_outside_the_catalogues() -> None:
    vietnamese = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]|[àáâãèéêìíòóôõùúý]")
    found = [
        (path.name, node.value)
        for path, tree in trees()
        for node in without_docstrings(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value not in NOT_TRANSLATED
        and vietnamese.search(node.value)
    ]
    assert found == []


def without_docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return (node for node in ast.walk(tree) if node not in docstrings)


def test_no_word_is_shown_that_is_not_from_the_catalogues() -> None:
    found = [
        (path.name, node.lineno, text)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and shows(node.func)
        for text in literal_texts(node)
        if re.search(r"[A-Za-z]{2}", text)
    ]
    assert found == []


def shows(called: ast.expr) -> bool:
    """Whether a call puts something on a page; a logger writes for whoever runs the program."""
    if not isinstance(called, ast.Attribute) or called.attr not in SHOWN_BY:
        return False
    return not (isinstance(called.value, ast.Name) and called.value.id == "logger")


def literal_texts(call: ast.Call) -> Iterator[str]:
    """Return what of a call's first argument is written there, without its HTML tags."""
    if call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr):
        parts = getattr(call.args[0], "values", [call.args[0]])
        written = "".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in parts)
        yield re.sub(r"<script>.*</script>|<[^>]*>", "", written)


def column(file: str, name: str) -> set[str]:
    """Return every value of a column of the embedded data."""
    found: set[str] = set()
    for path in ROOT.glob(f"data/{file}"):
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
        *keys("page", {page.key for page in SITE}),
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


def kinds_of_failure(kind: type[StoreError] = StoreError) -> Iterator[type[StoreError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds_of_failure(narrower)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(dict.fromkeys(kinds_of_failure())))
def test_every_failure_of_a_store_has_a_sentence(kind: type[StoreError], language: str) -> None:
    reasons = set(re.findall(r"``(\w+)``", str(kind.__doc__))) | {""}
    for reason in reasons:
        error = kind(location="/somewhere/store", path="/somewhere/data", reason=reason)
        sentence = failure_sentence(error, Words(language))
        assert len(sentence) > 20
        assert not re.search(r"[{}]|\(\)", sentence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_failure_without_facts_still_has_a_sentence(language: str) -> None:
    assert "{" not in failure_sentence(StoreError(), Words(language))
