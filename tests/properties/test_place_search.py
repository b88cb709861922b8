import time
from functools import cache
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from data_access.text.folding import folded
from tests.unit.data_access.place_search.shipped_places import shipped_index, shipped_places


@cache
def areas() -> list[dict[Any, Any]]:
    places = shipped_places().astype(object)
    return places.where(places.notna(), None).to_dict("records")


# Laid out when a test asks for them, not when the file is read.
AREAS = st.deferred(lambda: st.sampled_from(areas()))
MARKUP = ["<script>alert(1)</script>", "' OR 1=1; --", "%00", "\u202e", "../../etc", "SELECT * FROM area"]
JUNK = st.one_of(
    st.text(),
    st.text(alphabet="aăâđeêioôơuưy0123456789 .,-'sfrxjwz", max_size=60),
    st.text(alphabet=st.characters(categories=["Cc", "Cf", "Mn", "So", "Sk"])),
    st.lists(st.sampled_from([*MARKUP, "xã", "tp", "thị trấn", "lac son", "hoa binh", "q1"])).map(" ".join),
)


@given(AREAS)
def test_every_area_is_found_by_its_full_name_and_parents(area: dict[str, str | None]) -> None:
    names = (area["full_name_vi"], area["district_name_vi"], area["province_name_vi"])
    found = shipped_index().search(", ".join(name for name in names if name), limit=3)
    assert (area["vintage"], area["level"], area["code"]) in [
        (hit.vintage, hit.level, hit.code) for hit in found
    ]


@given(AREAS)
def test_every_area_is_found_by_its_english_name_without_accents(area: dict[str, str | None]) -> None:
    names = (area["full_name_en"], area["district_name_en"], area["province_name_en"])
    found = shipped_index().search(" ".join(name for name in names if name).lower(), limit=3)
    assert (area["vintage"], area["level"], area["code"]) in [
        (hit.vintage, hit.level, hit.code) for hit in found
    ]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(JUNK)
@example("a" * 1_000_000)
@example("tan thanh " * 100_000)
@example("\u0301" * 100_000)
@example("🙂" * 10_000)
@example("x x x x x x x x x x x x x x")
def test_any_text_is_answered_without_error_in_no_time(text: str) -> None:
    before = time.thread_time()
    found = shipped_index().search(text)
    assert time.thread_time() - before < 0.5
    assert len(found) <= 8


@given(JUNK)
def test_the_same_text_finds_the_same(text: str) -> None:
    assert shipped_index().search(text) == shipped_index().search(text)
