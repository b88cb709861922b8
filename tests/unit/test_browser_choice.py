"""The tests' browser: which one is taken, and what happens where there is none."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.browser.chromium import BROWSER_VARIABLE, Machine, NoBrowser, chosen_browser, succeeds

PLAYWRIGHT = "-m playwright install chromium"


class InventedMachine:
    """A machine whose programs are files in a folder and whose commands only leave a trace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands: list[str] = []
        self.broken: set[str] = set()
        self.brings: dict[str, str] = {}

    def program(self, name: str) -> Path:
        path = self.folder / name
        path.touch()
        return path

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None

    def run(self, command: list[str], environment: Mapping[str, str]) -> bool:
        if command[1:] == ["--version"]:
            return Path(command[0]).name not in self.broken
        self.commands.append(" ".join(command))
        for words, name in self.brings.items():
            if words in self.commands[-1]:
                self.program(name)
        return any(words in self.commands[-1] for words in self.brings)

    def choose(self, *, root: bool = False, named: str | None = None) -> Path:
        own = self.folder / "playwrights-own"
        environment = {BROWSER_VARIABLE: named} if named else {}
        return chosen_browser(Machine(environment, own, root, self.which, self.run))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> InventedMachine:
    monkeypatch.setattr("tests.browser.chromium.SYSTEM_PLACES", ())
    return InventedMachine(tmp_path)


def test_browser_named_by_the_variable_comes_first(machine: InventedMachine) -> None:
    machine.program("playwrights-own")
    named = machine.program("my-chrome")
    assert machine.choose(named=str(named)) == named


def test_variable_that_names_nothing_is_an_error_and_not_passed_over(machine: InventedMachine) -> None:
    machine.program("playwrights-own")
    with pytest.raises(NoBrowser, match="CHROMIUM_PATH is '/nowhere/chrome'"):
        machine.choose(named="/nowhere/chrome")


def test_playwrights_own_browser_comes_before_the_systems(machine: InventedMachine) -> None:
    own = machine.program("playwrights-own")
    machine.program("chromium")
    assert machine.choose() == own


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_system_browser_is_taken_and_nothing_is_installed(machine: InventedMachine, name: str) -> None:
    browser = machine.program(name)
    assert machine.choose() == browser
    assert machine.commands == []


def test_browser_that_does_not_start_is_passed_over(machine: InventedMachine) -> None:
    machine.program("playwrights-own")
    machine.broken.add("playwrights-own")
    browser = machine.program("google-chrome")
    assert machine.choose() == browser


def test_playwright_installs_a_browser_where_there_is_none(machine: InventedMachine) -> None:
    machine.brings = {PLAYWRIGHT: "playwrights-own"}
    assert machine.choose(root=True).name == "playwrights-own"
    assert machine.commands == [f"{sys.executable} {PLAYWRIGHT}"]


def test_apt_installs_a_browser_where_playwright_cannot_download(machine: InventedMachine) -> None:
    apt = machine.program("apt-get")
    machine.brings = {f"{apt} update": "lists", f"{apt} install -y chromium": "chromium"}
    assert machine.choose(root=True).name == "chromium"
    assert [command.split()[-1] for command in machine.commands] == ["chromium", "update", "chromium"]


def test_apt_installs_a_browser_where_the_downloaded_one_does_not_start(machine: InventedMachine) -> None:
    apt = machine.program("apt-get")
    machine.broken.add("playwrights-own")
    machine.brings = {PLAYWRIGHT: "playwrights-own", str(apt): "chromium"}
    assert machine.choose(root=True).name == "chromium"


def test_without_root_apt_is_not_tried_and_the_error_says_how_to_get_a_browser(
    machine: InventedMachine,
) -> None:
    machine.program("apt-get")
    with pytest.raises(NoBrowser, match="Install one with `uv run playwright install"):
        machine.choose()
    assert len(machine.commands) == 1


def test_command_that_is_not_there_or_fails_does_not_succeed() -> None:
    assert not succeeds(["/nowhere/program"], {})
    assert not succeeds([sys.executable, "-c", "raise SystemExit(3)"], {})
    assert succeeds([sys.executable, "-c", ""], {})
