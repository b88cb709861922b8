"""Every file that is taken away names all sources of its figures, with their addresses."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette

from exports.routes import export_routes
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.cached.figure_frames import figures_by_area
from ui.cached.source_frames import source_rows
from ui.charts.slides import Slide, packed

APP = Starlette(routes=export_routes())
REVIEW = "indicator=poor_household_rate&level=province&year=2022"
ESTIMATES = "indicator=survey_multidimensional_poverty_rate&look=today&level=province&year=2023&estimates=1"
# The page of a copy is long: a part of it that no line break of a sheet can fall into.
CENSUS, SURVEY = "hgscarlette/vn-demographic", "pxid=E1448"


def content(address: str) -> bytes:
    answer = ask(APP, address)
    assert answer.status == 200, answer.body[:300]
    return bytes(answer.body)


def text_of(kind: str, body: bytes, folder: Path) -> str:
    """Return all text of a file."""
    if kind == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if kind in ("xlsx", "pptx"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if kind == "gpkg":
        path = folder / "map.gpkg"
        path.write_bytes(body)
        with sqlite3.connect(path) as package:
            return "".join(str(row) for row in package.execute("SELECT * FROM about"))
    return body.decode("utf-8")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", ["pdf", "csv", "xlsx", "geojson", "gpkg", "html"])
def test_a_map_of_estimates_names_the_survey_and_the_census_with_their_addresses(
    edition: Edition, tmp_path: Path, kind: str, language: str
) -> None:
    text = text_of(kind, content(f"/take-away/map.{kind}?{ESTIMATES}&lang={language}"), tmp_path)
    assert SURVEY in text
    assert CENSUS in text


def test_every_source_of_a_map_with_many_is_in_its_document(edition: Edition, tmp_path: Path) -> None:
    listed = json.loads(content(f"/take-away/map.geojson?{REVIEW}&lang=vi"))["metadata"]
    told = [one["text"].partition(" – ")[0] for one in listed if " – " in one["text"]]
    codes = [code for code in told if code in source_rows(edition)]
    assert len(codes) > 5
    document = "".join(text_of("pdf", content(f"/take-away/map.pdf?{REVIEW}&lang=vi"), tmp_path).split())
    rows = figures_by_area(edition, "poor_household_rate", "province", ("v2008",), (2022, 2022))
    for code in rows["source_code"].unique():
        address = source_rows(edition)[code]["url"]
        assert not isinstance(address, str) or "".join(address.split()) in document, code


@pytest.mark.parametrize("language", ["vi", "en"])
def test_slides_have_their_sources_in_the_notes(edition: Edition, language: str) -> None:
    slides = [
        Slide("", "map", {"indicator": "poor_household_rate", "level": "province", "year": "2022"}),
        Slide("", "overview", {"part": "nation"}),
        Slide("", "area", {"place": "v2008.province.17"}),
    ]
    body = content(f"/take-away/slides.pptx?slides={packed(slides)}&lang={language}")
    for slide in Presentation(io.BytesIO(body)).slides:
        notes = slide.notes_slide.notes_text_frame.text
        shown = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "http" in notes
        count = len(notes.splitlines()) - 1
        if count > 3:
            assert {"vi": f"… và {count - 3} nguồn khác", "en": f"… and {count - 3} more"}[language] in shown


def test_a_brief_names_the_address_of_every_source_by_its_number(edition: Edition, tmp_path: Path) -> None:
    text = text_of("pdf", content("/take-away/brief.pdf?place=v2008.province.17&lang=vi"), tmp_path)
    numbers = {
        int(part.partition("]")[0]) for part in text.split("[")[1:] if part.partition("]")[0].isdigit()
    }
    assert numbers == set(range(1, max(numbers) + 1))
    assert text.count("http") >= max(numbers) // 2
