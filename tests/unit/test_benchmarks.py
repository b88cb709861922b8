from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from benchmarks.beside_exports import BesideExport
from benchmarks.generated_areas import areas, country, drawing, geojson
from benchmarks.invented_figures import YEARS, picture_document_of, values
from benchmarks.page_filters import Filtered, PageFilters, Times
from benchmarks.registers.counting import Counted, fingerprint
from benchmarks.registers.measured import Invented, RegisterTimes, Wanted
from benchmarks.repainting import Repainting
from benchmarks.report import BEGIN, END, Report, put_between_marks
from microdata.counting.review import Review

COUNT = 200


def test_generated_areas_cover_the_country_without_gap_or_overlap() -> None:
    shapes = np.array(areas(COUNT).shapes)
    assert len(shapes) == len(set(areas(COUNT).codes)) == COUNT
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).sum() == pytest.approx(country().area, rel=1e-9)
    assert shapely.union_all(shapes).area == pytest.approx(country().area, rel=1e-9)


def test_generated_areas_are_the_same_at_every_run() -> None:
    assert areas(COUNT).codes == areas(COUNT).codes
    assert shapely.equals_identical(np.array(areas(COUNT).shapes), np.array(areas(COUNT).shapes)).all()


def test_generated_areas_have_about_thirty_points() -> None:
    points = shapely.get_num_coordinates(np.array(areas(COUNT).shapes)).mean()
    assert 20 < points < 40


def test_sixty_three_areas_are_the_real_provinces() -> None:
    assert drawing(63).level == "province"
    assert "01" in areas(63).codes


def test_most_areas_change_colour_from_year_to_year() -> None:
    marks = [frame["marks"] for frame in picture_document_of(COUNT)["frames"]]
    assert len(marks) == len(YEARS)
    changed = sum(before != after for before, after in zip(marks[0], marks[1], strict=True))
    assert changed > COUNT / 2


def test_plain_map_is_given_the_same_areas_and_values() -> None:
    codes = [feature["properties"]["code"] for feature in geojson(COUNT)["features"]]
    assert codes == list(values(COUNT).index) == list(drawing(COUNT).codes)


def test_report_says_which_target_is_missed() -> None:
    slow = Repainting(63, 200, 20, 500, 100, 20, 16, 4_000, 4_000, 400_000)
    report = Report(runs=1, repaintings=[slow])
    assert "1.67 (≤ 1.35: **no**)" in report.as_text()
    assert report.as_json()["repaintings"][0]["floor"] == 120


def test_report_says_whether_a_register_of_the_nation_is_counted_in_time() -> None:
    nation = Counted(28_000_000, 3_321, 1, 60, 69, 3, "a")
    slow = RegisterTimes("duckdb", 1, Invented(170, 900), 1_000, nation, 250, 4_000, 7)
    told = Report(runs=1, registers=[slow]).as_text()
    assert "| 133.0 (≤ 120 s: **no**) | 250.0 | – | 19.0 | 4,000 MB (≤ 6,000 MB: yes) | – |" in told


def test_report_says_how_a_register_grows_with_its_years_and_whether_engines_agree() -> None:
    invented = Invented(90, 900)
    one, five = (Counted(households, 3_321, 0, 4, 3, 3, "a") for households in (1_000_000, 5_000_000))
    spark = Counted(5_000_000, 3_321, 10, 30, 30, 10, "b")
    found = [
        RegisterTimes("duckdb", 1, invented, 35, one, 15, 700, 2),
        RegisterTimes("duckdb", 5, invented, 175, replace(five, checked=32), 60, 900, 8),
        RegisterTimes("spark", 5, invented, 175, spark, 200, 3_000, 8, equal=False),
    ]
    told = Report(runs=1, registers=found).as_text()
    assert "| 10.0 | 15.0 | – | 5.0 | 700 MB | – |" in told
    assert "| 38.0 | 60.0 | 5.0 for 5.0 as many | 4.8 | 900 MB | – |" in told
    assert "| 80.0 | 200.0 | – | 10.0 | 3,000 MB | **no** |" in told


def test_the_same_counts_have_the_same_fingerprint_whatever_their_order_and_types() -> None:
    counts = pd.DataFrame(
        {"poor_households": [3, 4]},
        index=pd.MultiIndex.from_tuples(
            [(2025, "v2025", "00001"), (2025, "v2025", "00002")], names=["year", "vintage", "commune"]
        ),
    )
    moved = pd.DataFrame({"class_before": ["poor", None], "fell_back": [True, False], "households": [3, 4]})
    turned = moved.iloc[::-1].astype({"households": "float64"}).replace({None: np.nan})
    review = Review(counts, moved, pd.DataFrame(), pd.DataFrame())
    assert fingerprint(review) == fingerprint(replace(review, counts=counts.iloc[::-1], passages=turned))
    assert fingerprint(review) != fingerprint(replace(review, counts=counts + 1))


@pytest.mark.parametrize(
    ("households", "years", "engine"),
    [(1_000_000, 6, "duckdb"), (1_000_000, 5, "other")],
)
def test_registers_that_there_are_not_are_refused(households: int, years: int, engine: str) -> None:
    with pytest.raises(ValueError, match="years"):
        Wanted([households], [1, years], [engine])


def test_report_says_which_filter_is_too_slow() -> None:
    first, again = Times(210, 310, 360, 280), Times(90, 120, 135, 60)
    walk = Filtered("funding", 900, first, again, slowest_change="flow")
    text = Report(runs=1, filters=PageFilters(5_000_000, 45, [walk])).as_text()
    told = "210 (310; ≤ 300: **no**), 360 (280), 8.0× | 90 (120; ≤ 300: yes), 135 (60), 3.0×"
    assert f"| funding | 900 | {told} | flow |" in text


def test_tables_take_the_place_between_the_marks(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    put_between_marks(document, "new")
    put_between_marks(document, "newest")
    assert document.read_text(encoding="utf-8") == f"before\n{BEGIN}\n\nnewest\n\n{END}\nafter\n"


def test_changes_beside_an_export_are_held_to_their_bar() -> None:
    found = [BesideExport("map.png", "map", 0.1, 0.14), BesideExport("map.png", "area", 0.1, 0.3)]
    text = Report(runs=1, beside_exports=found).as_text()
    assert "| map.png | map | 100 | 140 | 1.40 (≤ 1.5: yes) |" in text
    assert "| map.png | area | 100 | 300 | 3.00 (≤ 1.5: **no**) |" in text
