"""Whatever code a finding, a refusal, an error or a step of long work may bear has its sentence."""

import ast
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from data_access.loads.errors import LoadRefused
from data_access.store.errors import StoreError
from data_access.text.failures import failure_sentence
from data_access.workbooks.checking.figure_values import TEXT_FLAWS
from data_access.workbooks.checking.findings import AND_MORE
from data_access.workbooks.reading.cell_looks import OTHERWISE, PARTLY, STRUCK
from data_access.workbooks.reading.guard import STRANGERS
from geo.importing.areas import KNOWN
from geo.importing.placing import Note
from geo.importing.report import OWN_LAYOUTS
from tests.unit.vocabulary.keys_in_code import ROOT, branches, trees
from vocabulary.catalogues import LANGUAGES, texts
from vocabulary.vintages import EARLIEST, NEW, OLD
from vocabulary.words import Words

# What is said around a finding, whatever its code.
FRAME_OF_FINDINGS = {"at_cell", "at_sheet", "suggestion"}


def keys(prefix: str) -> set[str]:
    """Return what follows a prefix in the catalogue, where nothing further follows."""
    matches = (re.fullmatch(rf"{re.escape(prefix)}\.(\w+)", key) for key in texts("vi"))
    return {match[1] for match in matches if match}


def nodes(*folders: str) -> Iterator[tuple[ast.AST, ast.Module]]:
    """Return every node of the modules of some folders, with its module."""
    inside = [ROOT / folder for folder in folders]
    for path, tree in trees().items():
        if any(folder in path.parents for folder in inside):
            for node in ast.walk(tree):
                yield node, tree


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def constants(node: ast.expr) -> Iterator[str]:
    """Return the texts that an expression may be."""
    for branch in branches(node):
        if isinstance(branch, ast.Constant) and isinstance(branch.value, str) and branch.value:
            yield branch.value


def texts_given(argument: ast.expr, tree: ast.Module) -> Iterator[str]:
    """Return the texts that an argument may be, written there or given to its name in the module."""
    yield from constants(argument)
    if isinstance(argument, ast.Name):
        yield from (text for given in given_to(argument.id, tree) for text in constants(given))


def given_to(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    """Return what a name is set to in a module, in an assignment or in a loop over pairs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(name_of(target) == name for target in node.targets):
            yield node.value
        elif (
            isinstance(node, ast.For)
            and isinstance(node.target, ast.Tuple)
            and isinstance(node.iter, ast.Tuple)
        ):
            places = [place for place, target in enumerate(node.target.elts) if name_of(target) == name]
            pairs = [pair for pair in node.iter.elts if isinstance(pair, ast.Tuple)]
            yield from (pair.elts[place] for pair in pairs for place in places)


def raised(error: str, *folders: str) -> set[str]:
    """Return the codes with which an error is made."""
    return {
        text
        for node, tree in nodes(*folders)
        if isinstance(node, ast.Call) and name_of(node.func) == error
        for argument in node.args[:1]
        for text in texts_given(argument, tree)
    }


def keyword_texts(called: str, keyword: str, *folders: str) -> set[str]:
    """Return the texts given to a keyword in all calls of a function."""
    return {
        text
        for node, _ in nodes(*folders)
        if isinstance(node, ast.Call) and name_of(node.func) == called
        for given in node.keywords
        if given.arg == keyword
        for text in constants(given.value)
    }


def returned_by(function: str, *folders: str) -> set[str]:
    """Return the texts that a function returns."""
    return {
        text
        for node, _ in nodes(*folders)
        if isinstance(node, ast.FunctionDef) and node.name == function
        for inner in ast.walk(node)
        if isinstance(inner, ast.Return) and inner.value is not None
        for text in constants(inner.value)
    }


def written_into(array: str, *folders: str) -> set[str]:
    """Return the texts written into cells of an array."""
    return {
        text
        for node, _ in nodes(*folders)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Subscript) and name_of(target.value) == array
        for text in constants(node.value)
    }


def steps(*folders: str) -> set[str]:
    """Return the steps that long work in some folders reports."""
    return {
        text
        for node, _ in nodes(*folders)
        if isinstance(node, ast.Call) and name_of(node.func) in {"progress", "report"} and len(node.args) == 2
        for text in constants(node.args[1])
    }


def given_as_code(defined_in: str, called_in: str) -> set[str]:
    """Return the texts given to the parameter ``code`` of any function of a folder that has one."""
    places: dict[str, set[int]] = {}
    for node, _ in nodes(defined_in):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in (*node.args.posonlyargs, *node.args.args) if one.arg != "self"]
            if "code" in names:
                places.setdefault(node.name, set()).add(names.index("code"))
    return {
        text
        for node, tree in nodes(called_in)
        if isinstance(node, ast.Call)
        for place in places.get(name_of(node.func), ())
        for argument in node.args[place : place + 1]
        for text in texts_given(argument, tree)
    }


def codes_of_findings() -> set[str]:
    """Return every code that the check of a workbook gives to a finding."""
    workbooks, reading = "data_access/workbooks", "data_access/workbooks/reading"
    # A flaw of a sheet is a finding of each cell that has it.
    flaws = returned_by("_reason", reading) | {"merged_value", *TEXT_FLAWS, STRUCK, PARTLY, OTHERWISE}
    problems = written_into("problem", reading) | raised("problem", reading)
    # An area that was found all the same.
    problems |= {
        text
        for node, _ in nodes(reading)
        if isinstance(node, ast.Call) and name_of(node.func) == "Place"
        for argument in node.args[1:2]
        for text in constants(argument)
    }
    for package in ("checking", "understanding"):
        problems |= given_as_code(f"{workbooks}/{package}", workbooks)
    return problems | flaws


def test_every_finding_has_a_sentence_and_a_kind_and_no_other_has_one() -> None:
    found = codes_of_findings()
    assert len(found) > 60
    assert found == keys("finding") - FRAME_OF_FINDINGS - {AND_MORE}
    assert found | {AND_MORE} == keys("finding.kind")


def test_every_refused_upload_has_a_sentence_and_no_other_has_one() -> None:
    found = raised("UploadUnusable", "data_access")
    assert len(found) > 10
    assert found == keys("upload")


def test_every_kind_of_file_that_is_no_table_has_a_name_and_no_other_has_one() -> None:
    found = keyword_texts("UploadUnusable", "kind", "data_access") | set(STRANGERS.values())
    assert found == keys("upload.kind")


def test_every_refused_boundary_file_has_a_sentence_and_no_other_has_one() -> None:
    found = raised("BoundaryFileUnusable", "geo")
    assert len(found) > 20
    assert found == keys("boundary")


def test_every_note_layout_level_and_vintage_of_a_boundary_report_has_a_text() -> None:
    assert set(get_args(Note)) | {"non_commercial"} == keys("boundary.note")
    assert set(OWN_LAYOUTS) == keys("boundary.layout")
    assert {level for level, _ in KNOWN} == keys("boundary.level")
    # A workbook may name a place of the earliest vintage, of which no boundaries are kept.
    assert {vintage for _, vintage in KNOWN} | {EARLIEST} == keys("boundary.vintage") == {EARLIEST, OLD, NEW}


def test_every_step_of_an_import_of_boundaries_has_a_text_and_no_other_has_one() -> None:
    assert steps("geo") == keys("boundary.step")


def test_every_step_of_building_a_store_has_a_text_and_no_other_has_one() -> None:
    found = steps("data_access/store", "data_access/embedded", "data_access/demonstration")
    assert found == keys("building")


def test_every_step_of_an_upload_has_a_text_and_no_other_has_one() -> None:
    found = steps("data_access/workbooks", "data_access/worker")
    # What the page says before the first step is reported.
    assert found | {"starting"} == keys("upload_page.step")


def kinds_of_failure(kind: type[StoreError] = StoreError) -> Iterator[type[StoreError]]:
    """Return an error of the store and every narrower one."""
    yield kind
    for narrower in kind.__subclasses__():
        yield from kinds_of_failure(narrower)


def declared(kind: type[StoreError]) -> set[str]:
    """Return the reasons that the docstring of an error names, without its facts."""
    said = re.sub(r"[Ff]acts? ``\w+``(?:(?:, | and )``\w+``)*", "", str(kind.__doc__))
    return set(re.findall(r"``(\w+)``", said))


@pytest.mark.parametrize("kind", list(dict.fromkeys(kinds_of_failure()))[1:], ids=lambda kind: kind.code)
def test_every_reason_that_the_code_gives_for_a_failure_is_declared(kind: type[StoreError]) -> None:
    assert keyword_texts(kind.__name__, "reason", "data_access") <= declared(kind)


def test_every_reason_to_refuse_a_load_has_a_sentence_and_no_other_has_one() -> None:
    found = keyword_texts("LoadRefused", "reason", "data_access")
    assert found == keys("failure.load_refused")
    assert found <= declared(LoadRefused)


def test_every_parameter_of_an_address_has_a_sentence_for_a_value_that_names_nothing() -> None:
    # The function, and which of its arguments is the parameter's name.
    naming: dict[str, int] = {
        "choose": 0, "bad_parameter": 0, "code_in": 1, "coded_select": 1, "coded_segments": 1,
    }  # fmt: skip
    found = {
        text
        for node, tree in nodes("ui")
        if isinstance(node, ast.Call) and len(node.args) > naming.get(name_of(node.func), 99)
        for text in _named(node.args[naming[name_of(node.func)]], tree)
    }
    assert len(found) > 30
    assert found - keys("misfit") == set()


def _named(argument: ast.expr, tree: ast.Module) -> Iterator[str]:
    """Return the name written there or in a constant of the module; a parameter of a function is none."""
    yield from constants(argument)
    if isinstance(argument, ast.Name) and argument.id.isupper():
        yield from (text for given in given_to(argument.id, tree) for text in constants(given))


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
