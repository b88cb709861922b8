"""The app's script without a browser, on a store built once from the embedded data."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data_access import door
from data_access.demonstration import open_demonstration
from data_access.door import PUBLIC
from data_access.keeping.changing_key import browser_token, changing_key
from data_access.store.settings import StoreSettings
from data_access.store_codes import DEMONSTRATION, PUBLISHED
from exports.jobs import job
from tests.browser.server import ROOT
from tests.jobs_here import ThisProcess
from tests.queries.prepared import prepared_file
from ui.cached import editions
from ui.cached.editions import Edition
from ui.controls.identity import VISITOR_HEADER, cookie_name
from ui.controls.site import EVERY_PAGE

SCRIPT = ROOT / "ui" / "server" / "shell.py"
RUN_SECONDS = 60.0
OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="session")
def var_dir(tmp_path_factory: pytest.TempPathFactory, built_store: Path) -> Iterator[Path]:
    """The folder of a store built from the embedded data."""
    folder = tmp_path_factory.mktemp("pages") / "var"
    folder.mkdir()
    shutil.copy(built_store, folder)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VAR_DIR", str(folder))
        environment.delenv("DATABASE_URL", raising=False)
        door.forget()
        editions.newest(PUBLIC, PUBLISHED)
        yield folder
    door.forget()


@pytest.fixture(scope="session")
def edition(var_dir: Path) -> Edition:
    """The newest edition of the published store."""
    return editions.newest(PUBLIC, PUBLISHED)


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Look through the installed packages for components once, not at the start of every script."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def jobs_here() -> Iterator[None]:
    """Do the jobs of exports in this process; tests of the worker processes start their own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(job, "new_process", ThisProcess)
        yield


@pytest.fixture(autouse=True)
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages be asked for by nobody unless a test says who: AppTest has neither cookies nor headers."""
    for name in ("cookies", "headers"):
        monkeypatch.setattr(ContextProxy, name, property(lambda _context: {}))


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say who asks for pages, which AppTest cannot: ``asks(has_key=False)``, ``asks(address="")``."""

    def said(*, has_key: bool = True, address: str = "198.51.100.9") -> None:
        def cookies(_context: ContextProxy) -> dict[str, str]:
            key = changing_key(StoreSettings().var_dir)
            return {cookie_name(key): browser_token(key)} if has_key else {}

        headers = {VISITOR_HEADER: address, "user-agent": "AppTest"}
        monkeypatch.setattr(ContextProxy, "cookies", property(cookies))
        monkeypatch.setattr(ContextProxy, "headers", property(lambda _context: headers))

    return said


@pytest.fixture
def open_page(var_dir: Path, asks: Callable[..., None]) -> OpenPage:
    """Open a page by its key, ``open_page("map", year="2016", lang="en")``, with the right to change data."""
    asks()

    def opened(key: str, **query: str) -> AppTest:
        assert key in {page.key for page in EVERY_PAGE}
        script = AppTest.from_file(str(SCRIPT), default_timeout=RUN_SECONDS)
        if key != "overview":
            script.switch_page(f"../../pages/{key}.py")
        script.query_params.update(query)
        return script.run()

    return opened


@pytest.fixture(scope="session")
def small_country(var_dir: Path, shared_folder: Path) -> Iterator[Edition]:
    """The newest edition of a demonstration store of one province, Lạng Sơn."""
    url = StoreSettings(var_dir=var_dir).demonstration_url()
    shutil.copy(prepared_file(shared_folder, "lang_son"), str(url.database))
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(door.OPENING, DEMONSTRATION, partial(open_demonstration, provinces=["20"]))
        yield editions.newest(PUBLIC, DEMONSTRATION)
