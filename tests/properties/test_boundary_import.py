"""What holds for every boundary file: no area twice, no seam between neighbours, names however written."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.importing.areas import CODE_WIDTHS, DRAWN, Target, areas, code_in
from geo.importing.coverage import DECIMALS, fitted, is_sound, on_grid, rounded, simplified
from geo.importing.matching import Matching, Row, match
from geo.importing.names import KIND_WORDS, folded_key, toned_key

DISTRICTS: Target = ("district", "v2008")
NAMES = sorted({area.name_vi for area in areas(DISTRICTS).values()})
CODES = sorted(areas(DISTRICTS))
PARENTS = sorted({area.parent for area in areas(DISTRICTS).values()})

FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")

rows_of_a_file = st.lists(
    st.builds(
        lambda code, name, parent: (code, (name,), parent),
        st.sampled_from([*CODES, "", "VN001", "x"]),
        st.sampled_from([*NAMES, "", "Nowhere"]),
        st.sampled_from([*PARENTS, None]),
    ),
    min_size=1,
    max_size=60,
).map(lambda rows: [Row(number, *row) for number, row in enumerate(rows)])

agreements = st.lists(st.tuples(st.floats(0.25, 1), st.integers(0, 59), st.sampled_from(CODES)), max_size=200)


def matched(rows: list[Row], ranked: Iterable[tuple[float, int, str]]) -> Matching:
    def overlaps(numbers: Sequence[int], codes: Sequence[str]) -> list[tuple[float, int, str]]:
        return [found for found in ranked if found[1] in numbers and found[2] in codes]

    return match(rows, DISTRICTS, overlaps)


@given(rows_of_a_file, agreements)
def test_no_row_is_ever_matched_twice_and_an_area_only_by_what_its_rows_say(
    rows: list[Row], ranked: list[tuple[float, int, str]]
) -> None:
    matching = matched(rows, ranked)
    codes = [found.code for found in matching.matches]
    numbers = [found.row for found in matching.matches]
    by_place = [found.code for found in matching.matches if found.how == "place"]
    assert len(numbers) == len(set(numbers))
    assert len(by_place) == len(set(by_place))
    assert set(codes) <= set(CODES)
    assert len(matching.unmatched_rows(rows)) + len(numbers) == len(rows)
    assert len(matching.unmatched_areas(DISTRICTS)) + len(set(codes)) == len(CODES)


@given(rows_of_a_file, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows: list[Row], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = matched(rows, []), matched(shuffled, [])
    assert first.matches == second.matches


@pytest.mark.parametrize("target", DRAWN)
def test_names_and_parents_alone_find_every_area_that_they_tell_apart(target: Target) -> None:
    rows = [
        Row(number, "", (f"{KIND_WORDS[area.kinds[0]][0]} {area.names[0]}",), area.parent)
        for number, area in enumerate(areas(target).values())
    ]
    matching = match(rows, target)
    codes = list(areas(target))
    assert all(found.code == codes[found.row] for found in matching.matches)
    assert len(matching.matches) == len(rows)


def written(name: str, form: Literal["NFC", "NFD"], case: str, blanks: str, accents: bool) -> str:
    text = unicodedata.normalize(form, getattr(name, case)()).replace(" ", blanks)
    if accents:
        return text
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@given(
    st.sampled_from(NAMES),
    st.sampled_from(FORMS),
    st.sampled_from(["upper", "lower", "title"]),
    st.sampled_from(["", " ", "  ", "-", " - "]),
    st.booleans(),
)
def test_a_name_is_the_same_however_it_is_written(
    name: str, form: Literal["NFC", "NFD"], case: str, blanks: str, accents: bool
) -> None:
    other = written(name, form, case, blanks, accents)
    assert folded_key(other) == folded_key(name)
    if accents:
        assert toned_key(other) == toned_key(name)


@given(st.sampled_from(DRAWN), st.data(), st.sampled_from(["", "VN", "VN-", "vnm_"]), st.booleans())
def test_a_code_is_the_same_however_a_spreadsheet_spoilt_it(
    target: Target, data: st.DataObject, prefix: str, decimal: bool
) -> None:
    code = data.draw(st.sampled_from(sorted(areas(target))))
    assert code_in(prefix + code, target) == code
    assert code_in(code.lstrip("0") + (".0" if decimal else ""), target) == code
    assert code_in(code + "0" * CODE_WIDTHS[target[0]] + "9", target) is None


def tessellation(points: Iterable[tuple[float, float]]) -> np.ndarray:
    frame = shapely.box(105, 20, 106, 21)
    diagram = shapely.voronoi_polygons(shapely.multipoints(list(points)), extend_to=frame)
    cells = shapely.get_parts(diagram)
    kept = shapely.intersection(cells, frame)
    return kept[shapely.area(kept) > 0]


centres = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=3, max_size=40, unique=True
).map(lambda pairs: tessellation((105 + x / 200, 20 + y / 200) for x, y in pairs))


@given(centres)
def test_what_is_fitted_and_rounded_has_no_seam_and_loses_nothing(cells: np.ndarray) -> None:
    shapes = rounded(fitted(cells, 0.001))
    assert len(shapes) == len(cells)
    assert is_sound(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(1, abs=0.001)


@given(centres, st.integers(0, 2**32 - 1))
def test_neighbours_that_were_drawn_apart_are_brought_together(cells: np.ndarray, seed: int) -> None:
    random = np.random.default_rng(seed)
    loose = np.array(
        [shapely.transform(cell, lambda points: points + random.normal(0, 2e-5, 2)) for cell in cells]
    )
    shapes = rounded(fitted(loose, 0.001))
    assert is_sound(shapes)
    assert np.abs(shapely.area(shapes) - shapely.area(cells)).max() < 0.002


@given(centres)
def test_simplifying_keeps_shared_borders_shared(cells: np.ndarray) -> None:
    light, _ = simplified(fitted(shapely.segmentize(cells, 0.01), 0.001), "commune")
    assert is_sound(light)


@given(centres)
def test_rounding_is_on_the_grid(cells: np.ndarray) -> None:
    shapes = rounded(fitted(cells, 0.001))
    grids = [shapely.equals_exact(shapes, on_grid(shapes, decimals), 0).all() for decimals in DECIMALS]
    assert any(grids)
