"""What is written in the documents is still true of the tree."""

import re
from pathlib import Path

import pytest

from data_access.store.settings import StoreSettings

ROOT = Path(__file__).parents[1]
DECISIONS = ROOT / "docs" / "decisions"
PAGES = [path for path in sorted((ROOT / "pages").glob("*.py")) if not path.stem.startswith("_")]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md")])
PICTURES = {".png", ".svg", ".jpg", ".webp"}
PATH_IN_CODE = re.compile(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|md|csv|toml))`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# Made by running the program or the tests, so not there in a fresh clone.
MADE_BY_RUNNING = {"var/", "test-results/"}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named_paths(document: Path) -> set[str]:
    """What stands in backquotes and looks like a path of the project; addresses such as `/map` do not."""
    return {name for name in PATH_IN_CODE.findall(text(document)) if not name.startswith(("/", "../"))}


def exists(name: str, document: Path) -> bool:
    return (ROOT / name).exists() or (document.parent / name).exists()


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md", "docs/architecture.md"])
def test_every_file_and_folder_that_a_recipe_names_is_there(name: str) -> None:
    document = ROOT / name
    named = named_paths(document) - MADE_BY_RUNNING
    assert named
    assert [path for path in sorted(named) if not exists(path, document)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    targets = [target for target in LINK.findall(text(document)) if "://" not in target]
    assert [target for target in targets if not exists(target, document)] == []


def test_documents_are_found_in_every_folder_that_has_some() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in DOCUMENTS if path.parent != ROOT}
    assert folders == {"data", "docs"}
    assert ROOT / "README.md" in DOCUMENTS
    assert sum(len(LINK.findall(text(document))) for document in DOCUMENTS) > 30


def test_every_decision_is_listed_and_has_its_four_parts() -> None:
    pages = sorted(DECISIONS.glob("[0-9]*.md"))
    assert len(pages) > 20
    listed = LINK.findall(text(DECISIONS / "README.md"))
    assert [page.name for page in pages] == listed
    for page in pages:
        parts = re.findall(r"^## (.+)$", text(page), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "Measured"], page.name
        assert text(page).startswith(f"# {page.name[:4]}. "), page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.stem))
def test_every_page_is_in_the_table_of_pages(page: Path) -> None:
    assert f"| `pages/{page.name}` |" in text(ROOT / "docs" / "architecture.md")


def test_every_setting_is_explained() -> None:
    explained = text(ROOT / "docs" / "architecture.md")
    assert [name for name in StoreSettings.model_fields if f"| `{name.upper()}` |" not in explained] == []


def test_readme_opens_with_the_two_commands() -> None:
    commands = re.findall(r"pip install uv && uv run \S+", text(ROOT / "README.md"))
    assert commands[:2] == ["pip install uv && uv run app.py", "pip install uv && uv run pytest"]


def test_readme_shows_three_pictures_and_no_picture_is_left_over() -> None:
    shown = [
        ROOT / target for target in LINK.findall(text(ROOT / "README.md")) if Path(target).suffix in PICTURES
    ]
    assert len(shown) >= 3
    kept = {path for path in (ROOT / "docs").rglob("*") if path.suffix in PICTURES}
    assert kept
    used = {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for target in LINK.findall(text(document))
    }
    assert kept - used == set()


def test_every_term_of_the_glossary_is_explained_once_and_in_both_languages() -> None:
    rows = [
        line.strip("|").split("|") for line in text(ROOT / "docs/glossary.md").splitlines() if "|" in line
    ]
    terms = [
        [cell.strip() for cell in row] for row in rows if not set(row[0]) <= set("-") and row[0] != " Term "
    ]
    assert [row for row in terms if len(row) != 3 or not all(row)] == []
    names = [row[0] for row in terms]
    assert len(names) > 50
    assert sorted(set(names)) == sorted(names)
