"""Figures taken home are those of the page, unrounded, explained, and harmless to whoever opens them."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import shapely
from starlette.applications import Starlette

from data_access.door import PUBLIC
from exports.maps.figure_rows import FigureRows, figure_rows
from exports.maps.still import MapStill, map_still
from exports.maps.workbook import figures_csv, figures_xlsx
from exports.routes import export_routes
from geo.layers import islands
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.charts.cited_views import cited_map
from ui.maps.requested_map import requested_map
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
QUERY = {"indicator": "survey_multidimensional_poverty_rate", "year": "2023", "lang": "en"}
ADDRESS = "indicator=survey_multidimensional_poverty_rate&year=2023&lang=en"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx")


@pytest.fixture(scope="module")
def still(edition: Edition) -> MapStill:
    return map_still(PUBLIC, requested_map(PUBLIC, QUERY))


@pytest.fixture(scope="module")
def rows(still: MapStill) -> FigureRows:
    return figure_rows(still, cited_map(still.address, still.edition, "http://localhost:8501"))


def shown_on_the_page(still: MapStill) -> dict[str, float]:
    return dict(zip(still.plane["codes"], still.frame["values"], strict=True))


def test_csv_has_the_page_s_values_and_a_line_of_hxl_tags(still: MapStill) -> None:
    answer = ask(APP, f"/take-away/map.csv?{ADDRESS}")
    names, tags, *lines = csv.reader(io.StringIO(answer.body.decode("utf-8-sig")))
    assert all(tag.startswith("#") for tag in tags)
    assert tags[:2] == ["#adm1+code", "#adm1+name+i_vi"]
    values = {line[0]: float(line[names.index("value")]) for line in lines}
    assert values == shown_on_the_page(still)


def test_workbook_has_every_year_and_says_what_its_figures_are(still: MapStill) -> None:
    answer = ask(APP, f"/take-away/map.xlsx?{ADDRESS}")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    words = Words("en")
    year, every_year, about = (book[words(f"take_away.sheet_{n}")] for n in ("shown", "every_year", "about"))
    assert {row[0]: row[5] for row in year.iter_rows(min_row=3, values_only=True)} == shown_on_the_page(still)
    assert {row[4] for row in every_year.iter_rows(min_row=3, values_only=True)} == set(range(2016, 2025))
    explained = dict(about.iter_rows(values_only=True))
    assert explained["Title"] == "Multidimensional poverty rate (survey)"
    assert explained["Source"] == still.frame["source"]
    assert "Hoang Sa" in str(explained["Archipelagos"])
    assert {"Definition", "Unit", "Citation code", "Address of this view"} <= set(explained)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_stays_text(rows: FigureRows, text: str) -> None:
    hostile = replace(rows, shown=rows.shown.head(1).assign(note=text), every_year=rows.every_year.head(1))
    line = list(csv.reader(io.StringIO(figures_csv(hostile).decode("utf-8-sig"), newline="")))[2]
    assert line[list(hostile.shown.columns).index("note")] == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(figures_xlsx(hostile, Words("en"))))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types


def areas_of(kind: str, folder: Path) -> Any:
    import geopandas

    file = folder / f"map.{kind}"
    file.write_bytes(ask(APP, f"/take-away/map.{kind}?{ADDRESS}").body)
    return geopandas.read_file(file, **({"layer": "areas"} if kind == "gpkg" else {}))


@pytest.mark.parametrize("kind", ["gpkg", "geojson"])
def test_geographic_program_reads_the_page_s_codes_and_values(
    still: MapStill, tmp_path: Path, kind: str
) -> None:
    areas = areas_of(kind, tmp_path)
    assert dict(zip(areas["code"], areas["value"], strict=True)) == shown_on_the_page(still)
    assert areas.crs.to_epsg() == 4326
    assert areas.geometry.is_valid.all()
    assert list(areas.loc[areas["code"] == "02", ["name_vi", "name_en"]].iloc[0]) == ["Hà Giang", "Ha Giang"]
    owners = {"hoang_sa": "48", "truong_sa": "56"}
    for island in json.loads(islands().content)["features"]:
        owner = areas.loc[areas["code"] == owners[island["properties"]["archipelago"]]].geometry.iloc[0]
        assert owner.contains(shapely.geometry.shape(island["geometry"]).representative_point())


def test_geopackage_carries_every_year_and_its_licence(tmp_path: Path, still: MapStill) -> None:
    import pyogrio

    file = tmp_path / "map.gpkg"
    file.write_bytes(ask(APP, f"/take-away/map.gpkg?{ADDRESS}").body)
    every_year = pyogrio.read_dataframe(file, layer="figures_of_every_year", read_geometry=False)
    about = pyogrio.read_dataframe(file, layer="about", read_geometry=False)
    assert set(every_year["year"]) == set(range(2016, 2025))
    assert "ODbL" in dict(zip(about["about"], about["text"], strict=True))["Source"]
    assert "ODbL" in pyogrio.read_info(file, layer="areas")["layer_metadata"]["Source"]


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "part=two&view=bivariate&indicator=survey_income_poverty_rate&year=2016"
        "&second=monthly_income_per_capita_mean",
        "part=one&view=change&indicator=survey_income_poverty_rate&year=2016&since=2014",
    ],
)
def test_geopackage_opens_in_the_colours_of_the_page(tmp_path: Path, edition: Edition, address: str) -> None:
    file = tmp_path / "map.gpkg"
    file.write_bytes(ask(APP, f"/take-away/map.gpkg?{address}&lang=en").body)
    with closing(sqlite3.connect(file)) as package:
        # As QGIS asks for it.
        (style,) = package.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_catalog = '' AND f_table_schema = '' AND "
            "f_table_name = 'areas' AND f_geometry_column = 'geom' AND useAsDefault"
        ).fetchone()
        (column,) = package.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'areas'"
        ).fetchone()
        told = package.execute(
            "SELECT class, class_bounds, colour FROM areas WHERE class IS NOT NULL GROUP BY class"
        ).fetchall()
        kinds = package.execute(
            "SELECT DISTINCT typeof(class), indicator_code <> '', unit <> '', citation_code <> '', "
            "licence <> '', boundaries LIKE '%ODbL%' FROM areas WHERE class IS NOT NULL"
        ).fetchall()
    assert column == "geom"
    assert kinds == [("integer", 1, 1, 1, 1, 1)]
    document = ElementTree.fromstring(style.partition("\n")[2])
    assert [one.attrib["attr"] for one in document.iter("renderer-v2")] == ["class"]
    symbols = {one.attrib["name"]: one for one in document.iter("symbol")}
    drawn = {
        (int(one.attrib["value"]), one.attrib["label"], fill_in(symbols[one.attrib["symbol"]]))
        for one in document.iter("category")
        if one.attrib["value"]
    }
    assert {(number, label, rgba(colour)) for number, label, colour in told} <= drawn
    assert [one.attrib["type"] for one in document.iter("category") if not one.attrib["value"]] == ["NULL"]


def fill_in(symbol: ElementTree.Element) -> str:
    """Return the fill of a symbol, which both forms of its properties give alike."""
    (new,) = {one.attrib["value"] for one in symbol.iter("Option") if one.get("name") == "color"}
    (old,) = {one.attrib["v"] for one in symbol.iter("prop") if one.attrib["k"] == "color"}
    assert new == old
    return new


def rgba(colour: str) -> str:
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + ",255"


def test_area_without_a_figure_is_a_row_that_says_so(edition: Edition) -> None:
    still = map_still(
        PUBLIC, requested_map(PUBLIC, {"indicator": "poor_household_rate", "year": "2024", "lang": "en"})
    )
    rows = figure_rows(still, cited_map(still.address, still.edition, "http://localhost"))
    gap = rows.shown[rows.shown["value"].isna()]
    assert len(rows.shown) == 63
    assert len(gap) == still.frame["marks"].count("-")
    assert set(gap["state"]) == {"missing"}
    assert gap["class"].isna().all()
    assert set(rows.shown["class"].dropna()) <= set(range(1, 10))
