"""Which browser the tests drive, and how one is got where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BROWSER_VARIABLE = "CHROMIUM_PATH"
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SYSTEM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
LAUNCH_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Shared memory of a container is small, and a window that runs out of it dies.
    "--disable-dev-shm-usage",
)
HOW_TO_GET_ONE = (
    "There is no browser for tests/browser, and none could be installed. Install one with "
    "`uv run playwright install --with-deps chromium` or `apt-get install chromium`, "
    f"or set {BROWSER_VARIABLE} to the program of a Chromium or Chrome."
)

Run = Callable[[list[str], Mapping[str, str]], bool]


class NoBrowser(RuntimeError):
    """There is no browser to drive and none could be installed; the text says how to get one."""


def succeeds(command: list[str], environment: Mapping[str, str]) -> bool:
    """Run a command with nothing to read, and say whether it is there and ended well."""
    try:
        done = subprocess.run(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=900,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@dataclass(frozen=True)
class Machine:
    """What the choice of a browser depends on, so that a test can invent it."""

    environment: Mapping[str, str]
    playwrights_own: Path
    is_root: bool
    which: Callable[[str], str | None] = shutil.which
    run: Run = succeeds

    def starts(self, browser: Path) -> bool:
        """Whether the file is there and runs: a download without its system libraries does not."""
        if not browser.is_file():
            return False
        # On Windows `--version` opens a window instead of printing.
        return sys.platform == "win32" or self.run([str(browser), "--version"], self.environment)

    def candidates(self) -> Iterator[Path]:
        """Where a browser may be, the preferred place first."""
        yield self.playwrights_own
        for name in SYSTEM_NAMES:
            if found := self.which(name):
                yield Path(found)
        yield from (Path(place) for place in SYSTEM_PLACES)

    def installed_browser(self) -> Path | None:
        """Return the first candidate that starts, or None."""
        return next((browser for browser in self.candidates() if self.starts(browser)), None)

    def installers(self) -> Iterator[list[list[str]]]:
        """Ways to install a browser, the preferred first; each is commands to run in turn."""
        yield [[sys.executable, "-m", "playwright", "install", "chromium"]]
        if self.is_root and (apt := self.which("apt-get")):
            yield [[apt, "update"], [apt, "install", "-y", "chromium"]]


def chosen_browser(machine: Machine) -> Path:
    """Return the browser to drive, installing one when there is none.

    Order: the one named by ``CHROMIUM_PATH``, Playwright's own, a system Chromium or Chrome.

    Raises
    ------
    NoBrowser
        The variable names nothing that starts, or no installer brought a browser.
    """
    if named := machine.environment.get(BROWSER_VARIABLE):
        if machine.starts(Path(named)):
            return Path(named)
        raise NoBrowser(f"{BROWSER_VARIABLE} is {named!r}, and that does not start as a browser.")
    browser = machine.installed_browser() or installed_now(machine)
    if browser is None:
        raise NoBrowser(HOW_TO_GET_ONE)
    return browser


def installed_now(machine: Machine) -> Path | None:
    """Install a browser by the first installer that works; None when all fail."""
    environment = {
        # Where nothing can be downloaded, say so in seconds: apt is next.
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000",
        **machine.environment,
        "DEBIAN_FRONTEND": "noninteractive",
    }
    for commands in machine.installers():
        if all(machine.run(command, environment) for command in commands) and (
            browser := machine.installed_browser()
        ):
            return browser
    return None


def this_machine(playwrights_own: str) -> Machine:
    """Describe the machine the tests run on; the argument is where Playwright keeps its browser."""
    return Machine(
        environment=os.environ,
        playwrights_own=Path(playwrights_own),
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
    )
