"""A process that starts asks for visitors when it is prepared, whatever came of it."""

import gc
from contextlib import nullcontext
from pathlib import Path

import pytest

from ui.controls.site import PAGES
from ui.server import start
from ui.server.page_imports import SHELL, imported_by
from ui.server.process.preparing import Preparing


def test_what_a_script_of_a_page_imports_is_read_from_it() -> None:
    assert {"streamlit", "ui.map.choices", "ui.controls.choropleth"} <= set(imported_by(PAGES / "map.py"))
    assert {"os", "streamlit", "ui.data.work.header"} <= set(imported_by(SHELL))


@pytest.mark.parametrize("fails", [False, True])
def test_a_process_is_ready_and_collects_garbage_again_whether_or_not_all_could_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    begun = Preparing()
    seen: list[tuple[bool, bool]] = []

    def made() -> None:
        seen.append((begun.is_under_way, gc.isenabled()))
        if fails:
            raise ModuleNotFoundError("no such module")

    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(start, "preparing", begun)
    monkeypatch.setattr(start, "import_what_pages_import", made)
    monkeypatch.setattr(start, "_draw_first_pictures", lambda: None)
    begun.begin()
    with pytest.raises(ModuleNotFoundError) if fails else nullcontext():
        start.prepare_visits()
    assert seen == [(True, False)]
    assert (begun.is_under_way, gc.isenabled()) == (False, True)
