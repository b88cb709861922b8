"""Everything is where it belongs, and nothing is in the tree that should not be."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.door_contract import BEHIND_THE_DOOR, PAST_THE_DOOR, THROUGH_THE_DOOR, openers_in

ROOT = Path(__file__).parents[1]
NOT_OURS = {".git", ".venv", "var", "test-results", "__pycache__"}
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IMPORT_CONTRACTS = [contract["name"] for contract in SETTINGS["tool"]["importlinter"]["contracts"]]
PACKAGES: list[str] = SETTINGS["tool"]["importlinter"]["root_packages"]
LINT_IMPORTS = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the project, without what running it leaves behind."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.name.endswith("_cache") or path.name in {".hypothesis", "uv.lock"}:
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def modules() -> list[Path]:
    found = [path for path in files() if path.suffix == ".py"]
    assert len(found) > 400
    return found


def imported(path: Path) -> set[str]:
    """The top-level names of everything a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [*LINT_IMPORTS, "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_lock_file_is_ignored_since_it_records_download_addresses() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine() -> None:
    # Put together from pieces, so that this file passes its own test.
    hosts = [
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "npmjs" + ".org",
        "npmjs" + ".com",
        "jsdelivr" + ".net",
    ]
    pattern = re.compile(
        "|".join(map(re.escape, hosts)) + r"|(?<![\w.:~/-])/(?:root|home/\w+|Users/\w+|work)/"
    )
    offences = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        offences += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert offences == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {"utils", "util", "helpers", "helper", "common", "core", "services", "service", "misc"}
    assert [str(path) for path in modules() if names & {path.stem, *path.relative_to(ROOT).parts}] == []


NOT_THE_PROGRAM = {"tests", "migrations"}
LONGEST, MOST_PARAMETERS, MEAN_LENGTH = 40, 6, 10
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function]]:
    """Every function of the program, with the name of its module."""
    for path in modules():
        name = path.relative_to(ROOT)
        if not NOT_THE_PROGRAM & {*name.parts}:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, Function):
                    yield name.as_posix(), node


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def parameters(function: Function) -> list[str]:
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls")]


def test_functions_are_short_enough_to_be_read_at_once() -> None:
    lengths = [(f"{name}: {one.name}", length(one)) for name, one in functions()]
    assert {name for name, lines in lengths if lines > LONGEST} == set()
    assert sum(lines for _, lines in lengths) / len(lengths) < MEAN_LENGTH


def test_functions_take_few_parameters() -> None:
    many = [(name, one.name) for name, one in functions() if len(parameters(one)) > MOST_PARAMETERS]
    assert many == []


def test_app_imports_nothing_of_ours_but_ui_and_exports() -> None:
    others = {"benchmarks", "data_access", "geo", "microdata", "pages", "terminal", "tests", "vocabulary"}
    assert imported(ROOT / "app.py") & others == set()


EACH_PAGE = pytest.mark.parametrize(
    "page", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: str(path.stem)
)


@EACH_PAGE
def test_page_imports_streamlit_and_ui_and_nothing_else(page: Path) -> None:
    assert imported(page) <= {"__future__", "streamlit", "ui"}


@EACH_PAGE
def test_page_shows_what_is_on_it_and_is_short_enough_to_be_read_at_once(page: Path) -> None:
    assert 20 <= len(page.read_text(encoding="utf-8").splitlines()) <= 80


def test_imports_go_in_the_directions_that_the_contracts_allow() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


BREACHES = {
    "data_access/knows_geometry.py": "import geo",
    "data_access/draws.py": "import streamlit",
    "deploy/draws.py": "import streamlit",
    "geo/asks_the_store.py": "import sqlmodel",
    "geo/knows_the_interface.py": "import ui",
    "exports/starts_the_app.py": "import app",
    "exports/open_data/answers_programs.py": "import exports.api",
    "pages/asks_the_store_itself.py": "import data_access",
    "microdata/draws.py": "import streamlit",
    "microdata/shows_a_page.py": "import ui",
    "vocabulary/knows_the_store.py": "import data_access",
    "vocabulary/draws.py": "import streamlit",
    "vocabulary/speaks_at_a_terminal.py": "import terminal",
    "terminal/knows_the_store.py": "import data_access",
    "ui/speaks_at_a_terminal.py": "import terminal",
    "ui/starts_the_app.py": "import app",
    "ui/text/looks_at_the_address.py": "import ui.controls",
    "ui/flows/borrows_from_another_page.py": "import ui.targets",
    "ui/charts/draws_on_a_page.py": "import streamlit",
}


@pytest.fixture
def tree_of_breaches(tmp_path: Path) -> Path:
    """A project with our contracts and a breach of each."""
    (tmp_path / "pyproject.toml").write_text(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "app.py").touch()
    packages = sorted([*(ROOT / "ui").glob("*/__init__.py"), *(ROOT / "exports").glob("*/__init__.py")])
    assert len(packages) > 10
    for package in packages:
        beside = tmp_path / package.relative_to(ROOT)
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.touch()
    for name, line in BREACHES.items():
        module = tmp_path / name
        module.parent.mkdir(parents=True, exist_ok=True)
        (module.parent / "__init__.py").touch()
        module.write_text(line + "\n", encoding="utf-8")
    return tmp_path


def test_breach_of_any_import_contract_is_caught(tree_of_breaches: Path) -> None:
    result = lint_imports(tree_of_breaches)
    assert result.returncode == 1
    assert [name for name in IMPORT_CONTRACTS if f"{name} BROKEN" not in result.stdout] == []
    caught = result.stdout
    missed = [name for name in BREACHES if name.removesuffix(".py").replace("/", ".") not in caught]
    assert missed == []


# An import that a cycle may have, from one module to another, and why.
IMPORTS_IN_CYCLES: dict[tuple[str, str], str] = {}


def import_cycle(folder: Path, allowed: Collection[tuple[str, str]] = ()) -> list[str]:
    """Modules of the packages in which each imports the one before it, the first twice; [] without a cycle.

    Imports inside functions and those for type checking alone count as well.
    """
    found = [path for package in PACKAGES for path in sorted((folder / package).rglob("*.py"))]
    names = {module_name(path, folder): path for path in found}
    graph = {name: imported_modules(path, names) - {name} for name, path in names.items()}
    for module, other in allowed:
        graph[module].discard(other)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def module_name(path: Path, folder: Path) -> str:
    return ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")


def imported_modules(path: Path, known: Collection[str]) -> set[str]:
    """Which of the known modules a module imports, wherever in it; nothing here is imported by dots alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= parts if parts <= set(known) else {*parts, str(node.module)}
    return found & set(known)


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert [package for package in PACKAGES if not list((ROOT / package).rglob("*.py"))] == []
    assert import_cycle(ROOT, IMPORTS_IN_CYCLES) == []


@pytest.mark.parametrize(
    "line",
    [
        "from ui.text.first import ONE",
        "from ui.text import first",
        "import ui.text.first",
        "def later():\n    from ui.text.first import ONE",
        "if TYPE_CHECKING:\n    from ui.text.first import ONE",
    ],
)
def test_cycle_of_imports_is_caught_wherever_it_is_closed(tmp_path: Path, line: str) -> None:
    modules = {"first": "from ui.text.second import TWO", "second": "import ui.text.third", "third": line}
    (tmp_path / "ui" / "text").mkdir(parents=True)
    for name, text in {"__init__": "", **modules}.items():
        (tmp_path / "ui" / "text" / f"{name}.py").write_text(text + "\n", encoding="utf-8")
    cycle = import_cycle(tmp_path)
    assert set(cycle) == {f"ui.text.{name}" for name in modules}
    assert import_cycle(tmp_path, {("ui.text.third", "ui.text.first")}) == []


def longest_chain(folder: Path) -> list[str]:
    """The longest chain of modules of ``ui`` in which each imports the next; [] where there are none."""
    found = sorted((folder / "ui").rglob("*.py"))
    names = {module_name(path, folder): path for path in found}
    # A package imports nothing; what its docstring says is for readers.
    graph = {
        name: imported_modules(path, names) - {name}
        for name, path in names.items()
        if path.name != "__init__.py"
    }
    chains: dict[str, list[str]] = {}
    for name in TopologicalSorter(graph).static_order():
        below = [chains[other] for other in graph.get(name, ()) if other in graph]
        chains[name] = [name, *max(below, key=len, default=[])] if name in graph else []
    return max(chains.values(), key=len, default=[])


def test_no_chain_of_imports_in_ui_is_longer_than_ten_modules(tmp_path: Path) -> None:
    chain = longest_chain(ROOT)
    assert 5 < len(chain) <= 10, " > ".join(chain)
    (tmp_path / "ui").mkdir()
    for number in range(12):
        (tmp_path / "ui" / f"m{number}.py").write_text(f"import ui.m{number + 1}\n", encoding="utf-8")
    assert len(longest_chain(tmp_path)) == 12


def test_no_folder_holds_more_modules_than_one_finds_his_way_in() -> None:
    named = [path for path in modules() if path.name != "__init__.py"]
    counted = Counter(path.parent for path in named)
    assert sum(counted.values()) > 400
    full = {str(folder.relative_to(ROOT)): count for folder, count in counted.items() if count > 25}
    assert full == {}


def test_every_read_goes_through_the_door() -> None:
    found = openers_in(ROOT)
    assert {module: what for module, what in found.items() if module not in BEHIND_THE_DOOR} == {}
    assert set(BEHIND_THE_DOOR) - set(found) == set(), "these need no exception any more"


def test_whoever_goes_past_the_door_is_caught(tmp_path: Path) -> None:
    for name, lines in {**PAST_THE_DOOR, "ui/cached/asks.py": THROUGH_THE_DOOR}.items():
        module = tmp_path / name
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(lines + "\n", encoding="utf-8")
    assert set(openers_in(tmp_path)) == set(PAST_THE_DOOR)


def test_door_is_not_held_by_a_look_at_no_module(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_store.py").touch()
    with pytest.raises(FileNotFoundError):
        openers_in(tmp_path)


def test_every_installed_version_is_the_pinned_one() -> None:
    requirement = re.compile(r"([\w.-]+)==([^ ;]+)")
    pins: dict[str, set[str]] = {}
    for line in SETTINGS["tool"]["uv"]["constraint-dependencies"]:
        name, version = requirement.match(line).groups()  # type: ignore[union-attr]
        pins.setdefault(name, set()).add(version)
    brought_by_venv = {"pip", "setuptools", "wheel", "uv"}
    installed = {re.sub(r"[-_.]+", "-", found.name).lower(): found.version for found in distributions()}
    unpinned = {
        f"{name}=={version}"
        for name, version in installed.items()
        if version not in pins.get(name, set()) and name not in brought_by_venv
    }
    assert unpinned == set(), "run .ci/pin and commit pyproject.toml"


def test_app_starts_without_the_libraries_that_only_some_pages_need() -> None:
    heavy = ("sklearn", "scipy", "pptx", "openpyxl", "pandera")
    script = f"import app, sys; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_dead_code_is_looked_for_in_every_package() -> None:
    assert {*PACKAGES, "app.py"} <= {*SETTINGS["tool"]["vulture"]["paths"]}


def test_every_name_in_the_list_of_what_frameworks_call_is_still_in_the_code() -> None:
    listed = ast.parse((ROOT / ".ci" / "called_by_frameworks.py").read_text(encoding="utf-8"))
    names = {
        node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in ast.walk(listed)
    }
    modules_of = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules_of)
    assert [name for name in sorted(names - {"", "_"}) if not re.search(rf"\b{name}\b", code)] == []


def test_data_page_reads_the_newest_state_and_never_a_standby() -> None:
    of_loads = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ui" / "data").rglob("*.py")
        if re.search(r"editions import [^\n]*\bask\b", path.read_text(encoding="utf-8"))
    }
    assert of_loads == set()
