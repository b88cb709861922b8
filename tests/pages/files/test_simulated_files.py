"""Every file of simulated figures says so: in its name, and in the first column of whatever has columns."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from starlette.applications import Starlette
from typer.testing import CliRunner

from exports.commands import app
from exports.exhibits.files import EXHIBIT_FORMATS
from exports.jobs.tasks import MAKERS
from exports.maps.files import MAP_FORMATS
from exports.places.files import BRIEF_FORMATS, BRIEFS_FORMATS, CHART_FORMATS
from exports.routes import export_routes
from exports.slides.deck import SLIDES_FORMATS
from tests.asgi import ask
from tests.browser.server import ROOT
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.charts.slides import Slide, packed, slides_json
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
BANNER = Words("vi")("simulated.banner")
PLACE = "v2008.commune.05971"
MAP = "indicator=poor_household_rate&look=district&level=district&within=v2008.province.20&year=2024"
SLIDES = [Slide("", "area", {"place": PLACE, "store": "demo"})]
FORMATS = {
    "map": (MAP_FORMATS, MAP),
    "brief": (BRIEF_FORMATS, f"place={PLACE}"),
    "briefs": (BRIEFS_FORMATS, f"place={PLACE}"),
    "chart": (CHART_FORMATS, f"place={PLACE}"),
    "exhibit": (EXHIBIT_FORMATS, "page=funding&exhibit=funding-stages&place=v2008.province.20"),
    "slides": (SLIDES_FORMATS, f"slides={packed(SLIDES)}"),
}
FILES = [(name, kind) for name, (formats, _) in FORMATS.items() for kind in formats]
# Where pages hand out files of their own, and what walks them: a new place has to be walked too.
HANDED_OUT = {
    "ui/controls/exhibits.py": "tests/pages/test_charts_written_down.py",
    "ui/explore/table_view.py": "here",
    "ui/quality/completeness.py": "here",
    "ui/quality/missing_reports.py": "here",
    "ui/presentation/slide_files.py": "here",
    # The published store alone: changes of the ledger, and what an office is to fill in.
    "ui/data/changed.py": "",
    "ui/data/upload_templates.py": "",
}


def assert_marked(name: str, content: bytes) -> None:
    """Hold a file to its mark: in its name, and in the first column of every row of figures."""
    assert name.startswith("simulated-"), name
    assert re.search(r"(19|20)\d\d", name), f"{name} names no period"
    assert "-vn-" in name or "-v2008-" in name, f"{name} names no place"
    if name.endswith(".csv"):
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        firsts = {row[0] for row in rows if not row[0].startswith("#")}
        assert (head[0], firsts) == ("mark", {BANNER}), name
    if name.endswith(".xlsx"):
        *sheets, _ = openpyxl.load_workbook(io.BytesIO(content))
        for sheet in sheets:
            top, *below = [row[0] for row in sheet.iter_rows(values_only=True)]
            assert (top, {cell for cell in below if not str(cell).startswith("#")}) == ("mark", {BANNER})
    if name.endswith(".txt"):
        assert content.decode("utf-8-sig").startswith(BANNER)


@pytest.mark.parametrize(("name", "kind"), FILES)
def test_every_address_of_files_marks_simulated_figures(
    small_country: Edition, tmp_path: Path, name: str, kind: str
) -> None:
    answer = ask(APP, f"/take-away/{name}.{kind}?{FORMATS[name][1]}&store=demo&lang=vi")
    assert answer.status == 200, answer.body
    file_name = re.findall(r'filename="([^"]+)"', answer.headers["content-disposition"])[0]
    assert_marked(file_name, answer.body)
    if kind in ("gpkg", "geojson"):
        import geopandas

        path = tmp_path / file_name
        path.write_bytes(answer.body)
        areas = geopandas.read_file(path, **({"layer": "areas"} if kind == "gpkg" else {}))
        assert next(iter(areas.columns)) == "mark"
        assert set(areas["mark"]) == {BANNER}


def test_every_maker_of_files_is_walked() -> None:
    assert set(MAKERS) == set(FORMATS)


def test_every_place_where_pages_hand_out_files_is_walked() -> None:
    paths = [path for path in (ROOT / "ui").rglob("*.py") if "download_button(" in path.read_text("utf-8")]
    assert {str(path.relative_to(ROOT)) for path in paths} == set(HANDED_OUT)


@pytest.mark.parametrize(
    ("key", "query", "least"),
    [
        ("explore", {"part": "one", "view": "table", "indicator": "poor_household_rate", "year": "2024"}, 1),
        ("quality", {"units": "district"}, 8),
        ("present", {"slides": packed(SLIDES)}, 1),
    ],
)
def test_every_file_that_a_page_hands_out_is_marked(
    small_country: Edition,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    query: dict[str, str],
    least: int,
) -> None:
    handed: dict[str, bytes] = {}

    def keep(_: object, label: str, data: object, file_name: str, *rest: object, **more: object) -> bool:
        content = data() if callable(data) else data
        handed[file_name] = content if isinstance(content, bytes) else str(content).encode()
        return False

    monkeypatch.setattr(st.delta_generator.DeltaGenerator, "download_button", keep)
    monkeypatch.setattr(st, "download_button", lambda *given, **more: keep(None, *given, **more))
    page = open_page(key, store="demo", lang="vi", **query)
    assert [element.value for element in page.exception] == []
    assert len(handed) >= least, handed.keys()
    for name, content in handed.items():
        assert_marked(name, content)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["map", "--indicator", "poor_household_rate", "--level", "district"], "m.csv"),
        (["brief", "--area", PLACE, "--parts"], "b.zip"),
        (["slides", "--slides", "slides.json"], "s.pptx"),
    ],
)
def test_every_command_marks_the_name_that_a_person_gave(
    small_country: Edition, tmp_path: Path, command: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("slides.json").write_text(slides_json(SLIDES), encoding="utf-8")
    done = CliRunner().invoke(app, [*command, "--store", "demo", "--lang", "vi", "--out", name])
    assert done.exit_code == 0, done.output
    assert f"simulated-{name}" in done.output
    assert {path.name for path in tmp_path.iterdir()} == {"slides.json", f"simulated-{name}"}
