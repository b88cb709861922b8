"""Name and terms of imported boundaries go onto every map and into every file, in place of ours."""

import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from starlette.applications import Starlette

from data_access import door
from exports.routes import export_routes
from geo.importing.examination import examine
from geo.importing.replacing import accept, undo
from tests.asgi import ask
from tests.fixtures import boundaries
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached.editions import Edition

APP = Starlette(routes=export_routes())
OF_RATES = "indicator=survey_multidimensional_poverty_rate&year=2023&level=province&lang=en"
NAME, NOTE, MARK = "plain.gpkg", "Survey department, for offices", "Non-commercial use only."
OURS = "Boundaries: © OpenStreetMap contributors (ODbL)."


@pytest.fixture
def imported(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Provinces imported under terms that forbid commercial use."""
    source = boundaries.warped(boundaries.frame("province", "v2008"))
    accept(examine(boundaries.write_plain(source, tmp_path)), NOTE, non_commercial=True)
    yield
    undo("province", "v2008")
    door.forget()


def texts(kind: str, query: str = OF_RATES) -> str:
    """The words of a file that is taken away, blanks made equal."""
    body = ask(APP, f"/take-away/map.{kind}?{query}").body
    if kind == "pdf":
        body = PdfReader(io.BytesIO(body)).pages[0].extract_text().encode()
    elif kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(body))
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        body = "\n".join(cells).encode()
    text = body.decode("utf-8", errors="replace")
    return " ".join(text.replace("</text>", " ").replace("</tspan>", " ").split())


def bare(text: str) -> str:
    """Without tags and blanks: a drawing parts its lines anywhere."""
    return "".join(part.partition(">")[2] for part in ("<>" + text).split("<")).replace(" ", "")


@pytest.mark.parametrize("kind", ["svg", "pdf", "xlsx", "geojson", "html"])
def test_every_file_bears_the_terms_of_an_imported_layer(imported: None, kind: str) -> None:
    text = bare(texts(kind)) if kind in ("svg", "pdf") else texts(kind)
    wanted = [part.replace(" ", "") if kind in ("svg", "pdf") else part for part in (NAME, NOTE, MARK)]
    assert [part for part in wanted if part not in text] == []
    ours = OURS.replace(" ", "") if kind in ("svg", "pdf") else OURS
    assert ours not in text


def test_a_geopackage_bears_the_terms_of_an_imported_layer(imported: None, tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    path.write_bytes(ask(APP, f"/take-away/map.gpkg?{OF_RATES}").body)
    with sqlite3.connect(path) as database:
        described = database.execute(
            "SELECT description FROM gpkg_contents WHERE table_name='areas'"
        ).fetchone()[0]
        about = " ".join(text for (text,) in database.execute("SELECT text FROM about"))
        metadata = " ".join(text for (text,) in database.execute("SELECT metadata FROM gpkg_metadata"))
    database.close()
    for text in (described, about, metadata):
        assert all(part in text for part in (NAME, NOTE, MARK))


def test_maps_of_several_years_bear_them_too(imported: None) -> None:
    text = bare(texts("svg", f"{OF_RATES}&view=years"))
    assert all(part.replace(" ", "") in text for part in (NAME, NOTE, MARK))


def test_a_layer_that_ships_bears_ours(edition: Edition) -> None:
    document = json.loads(ask(APP, f"/take-away/map.geojson?{OF_RATES}").text())
    assert any(OURS in line["text"] for line in document["metadata"])


def test_pages_that_list_licences_name_the_imported_layer(imported: None, open_page: OpenPage) -> None:
    text = plain(said(open_page("sources", lang="en")))
    assert (
        f"provinces, boundaries to 30 June 2025: boundaries loaded by the office. {NAME}: {NOTE}. {MARK}"
        in text
    )
