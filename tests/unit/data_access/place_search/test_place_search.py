import csv
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from data_access.place_search import Hit, PlaceIndex
from data_access.place_search.spelling import Accents, agreement
from data_access.place_search.typed import from_telex, from_vni
from data_access.queries.places import lay_out
from tests.unit.data_access.place_search.shipped_places import shipped_index, shipped_places

Key = tuple[str, str, str]

with (Path(__file__).parent / "place_search_list.csv").open(encoding="utf-8", newline="") as file:
    AS_PEOPLE_TYPE = [
        (row["typed"], (row["vintage"], row["level"], row["code"])) for row in csv.DictReader(file)
    ]


with (Path(__file__).parent / "place_search_addresses.csv").open(encoding="utf-8", newline="") as file:
    ADDRESSES = [(row["typed"], (row["vintage"], row["level"], row["code"])) for row in csv.DictReader(file)]


def key(hit: Hit) -> Key:
    return hit.vintage, hit.level, hit.code


def keys(typed: str) -> list[Key]:
    return [key(hit) for hit in shipped_index().search(typed)]


def test_the_right_place_is_first_for_what_people_type() -> None:
    assert len(AS_PEOPLE_TYPE) == 300
    misses = [f"{typed}: {keys(typed)[:3]}" for typed, right in AS_PEOPLE_TYPE if keys(typed)[:1] != [right]]
    assert len(misses) <= 6, "\n".join(misses)


def test_the_right_place_is_first_for_hamlets_and_areas_that_ended() -> None:
    assert len(ADDRESSES) == 300
    assert len({typed for typed, _ in ADDRESSES}) == 300
    misses = [f"{typed}: {keys(typed)[:3]}" for typed, right in ADDRESSES if keys(typed)[:1] != [right]]
    assert len(misses) <= 9, "\n".join(misses)


@pytest.mark.parametrize(
    ("typed", "became"),
    [
        ("Quận 9", "Thành phố Thủ Đức"),
        ("q2 hcm", "Thành phố Thủ Đức"),
        ("hoành bồ", "Thành phố Hạ Long"),
        ("ha tay", "Thành phố Hà Nội"),
        ("tỉnh Sông Bé", "Tỉnh Bình Phước, Tỉnh Bình Dương"),
    ],
)
def test_an_area_that_ended_says_what_it_went_into(typed: str, became: str) -> None:
    hit = shipped_index().search(typed)[0]
    assert hit.became_vi == became
    assert hit.valid_to is not None


def test_an_area_that_ended_stands_after_one_of_its_name_that_lasted_longer() -> None:
    assert keys("ky son")[:2] == [("v2008", "district", "417"), ("v2009", "district", "151")]
    assert keys("ky son hoa binh")[0] == ("v2009", "district", "151")
    assert keys("hau giang")[:2] == [("v2008", "province", "93"), ("v1976", "province", "hau-giang-1976")]


def test_a_hamlet_is_left_out_and_its_commune_found() -> None:
    right = keys("xã Kim Sơn, Châu Thành, Tiền Giang")[0]
    assert right[1] == "commune"
    assert keys("Ấp Tây Kim Sơn, Châu Thành, Tiền Giang")[0] == right
    assert keys("Tổ 3, Ấp Tây, Kim Sơn, Châu Thành, Tiền Giang")[0] == right


def test_a_place_whose_name_begins_like_a_hamlet_is_found_by_its_name() -> None:
    assert shipped_index().search("buon ho")[0].name_vi == "Buôn Hồ"
    assert shipped_index().search("bản lầu")[0].name_vi == "Bản Lầu"


def test_the_list_of_what_people_type_has_each_text_once_and_names_real_places() -> None:
    frame = shipped_places()
    real = set(zip(frame["vintage"], frame["level"], frame["code"], strict=True))
    assert len({typed for typed, _ in AS_PEOPLE_TYPE}) == len(AS_PEOPLE_TYPE)
    assert {right for _, right in (*AS_PEOPLE_TYPE, *ADDRESSES)} <= real


def test_a_search_takes_less_than_30_milliseconds() -> None:
    index, took = shipped_index(), []
    for typed, _ in (*AS_PEOPLE_TYPE, *ADDRESSES):
        before = time.thread_time()
        index.search(typed)
        took.append(time.thread_time() - before)
    assert sorted(took)[len(took) * 95 // 100] <= 0.03


def test_lac_son_is_the_district_then_the_commune_of_today() -> None:
    district, commune, *_ = shipped_index().search("lac son")
    assert (district.full_name_vi, district.full_name_en, district.valid_to) == (
        "Huyện Lạc Sơn",
        "Lac Son District",
        "2025-06-30",
    )
    assert [parent.full_name_vi for parent in district.parents] == ["Tỉnh Hòa Bình"]
    assert district.now_in is not None
    assert (district.now_in.name_vi, district.successors) == ("Phú Thọ", 8)
    assert (district.match, district.cost) == ("name", 0)
    assert (commune.vintage, commune.code, commune.now_in, commune.successors) == ("v2025", "05266", None, 0)


def test_unit_word_decides_between_district_and_commune() -> None:
    assert keys("xa lac son")[0] == ("v2025", "commune", "05266")
    assert keys("h. lac son")[0] == ("v2008", "district", "157")


def test_parents_of_a_commune_stand_nearest_first() -> None:
    (hit,) = shipped_index().search("p4 tan an")
    assert [parent.full_name_vi for parent in hit.parents] == ["Thành phố Tân An", "Tỉnh Long An"]


def test_code_means_the_area_of_today_before_the_one_that_ended() -> None:
    hits = shipped_index().search("15")
    assert [(hit.vintage, hit.name_vi, hit.match) for hit in hits] == [
        ("v2025", "Lào Cai", "code"),
        ("v2008", "Yên Bái", "code"),
    ]


def test_area_is_found_by_each_name_it_bore_and_shown_under_that_name() -> None:
    old = shipped_index().search("thua thien hue")[0]
    new = shipped_index().search("hue")[1]
    assert key(old) == key(new) == ("v2008", "province", "46")
    assert (old.full_name_vi, old.name_to) == ("Tỉnh Thừa Thiên Huế", "2024-12-31")
    assert (new.full_name_vi, new.name_from) == ("Thành phố Huế", "2025-01-01")


def test_the_newest_name_stands_for_an_area_that_changed_its_kind() -> None:
    assert shipped_index().search("dong nai")[0].full_name_vi == "Thành phố Đồng Nai"
    assert shipped_index().search("tỉnh Đồng Nai")[0].full_name_vi == "Tỉnh Đồng Nai"


def test_parents_stand_under_the_name_they_are_listed_under() -> None:
    of_hue = shipped_index().search("a luoi")[0]
    of_dong_nai = shipped_index().search("xa bu gia map dong nai")[0]
    assert [parent.full_name_vi for parent in of_hue.parents] == ["Tỉnh Thừa Thiên Huế"]
    assert [parent.full_name_vi for parent in of_dong_nai.parents] == ["Thành phố Đồng Nai"]


def test_typed_accents_prefer_the_name_that_has_them() -> None:
    assert shipped_index().search("tân ân")[0].name_vi == "Tân Ân"
    assert shipped_index().search("tân an")[0].name_vi == "Tân An"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_composed_and_decomposed_letters_are_the_same(form: str) -> None:
    typed = unicodedata.normalize(form, "Thừa Thiên Huế")  # type: ignore[arg-type]
    assert keys(typed) == keys("Thừa Thiên Huế")


def test_words_of_time_choose_the_era() -> None:
    assert keys("lào cai cũ")[0] == ("v2008", "province", "10")
    assert keys("lào cai mới")[0] == ("v2025", "province", "15")
    assert keys("chợ mới an giang")[0] == ("v2008", "district", "893")


def test_name_that_was_not_typed_to_its_end_is_found() -> None:
    assert keys("lac s")[0] == ("v2008", "district", "157")
    assert keys("lac son hoa b")[0] == ("v2008", "district", "157")


def test_a_number_is_never_taken_for_another() -> None:
    assert keys("quan 99") == []
    assert {hit.name_vi for hit in shipped_index().search("phuong 4 quan 3")} == {"Phường 4"}


@pytest.mark.parametrize("typed", ["phuogn hang bot dong da", "phung hang bot dong da", "thi tarn vu ban"])
def test_unit_word_may_be_mistyped(typed: str) -> None:
    assert keys(typed)[0][1] == "commune"


def test_no_more_hits_than_asked_for_and_each_area_once() -> None:
    hits = shipped_index().search("tan", limit=5)
    assert len(hits) == len({key(hit) for hit in hits}) == 5
    assert shipped_index().search("tan", limit=0) == []


def test_hits_stand_in_the_order_of_their_costs() -> None:
    costs = [hit.cost for hit in shipped_index().search("hoa bin")]
    assert all(before <= after for before, after in pairwise(costs))


@pytest.mark.parametrize("typed", ["", "   ", "…", "\x00", "🙂", "zzzzqqqq"])
def test_text_like_no_name_finds_nothing(typed: str) -> None:
    assert keys(typed) == []


def test_index_without_areas_finds_nothing() -> None:
    assert PlaceIndex(lay_out([], [], [])).search("lac son") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("laoo", "lao"),
        ("hoaf", "hoa"),
        ("binhf", "binh"),
        ("ddien", "dien"),
        ("diend", "dien"),
        ("vieetj", "viet"),
        ("viete", "viet"),
        ("truwowngf", "truong"),
        ("trwowngf", "truong"),
        ("nawngx", "nang"),
        ("quaanj", "quan"),
        ("son", "son"),
    ],
)
def test_telex_letters_are_taken_out_of_a_syllable(typed: str, meant: str) -> None:
    assert from_telex(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("hue61", "hue"), ("d9a2", "da"), ("p4", "p4"), ("12", "12")])
def test_vni_digits_are_taken_out_of_a_syllable(typed: str, meant: str) -> None:
    assert from_vni(typed) == meant


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("hoà bình", "hòa bình", Accents.AGREE),
        ("hoa binh", "hòa bình", Accents.AGREE),
        ("hoa bình", "hòa bình", Accents.LEFT_OUT),
        ("mĩ tho", "mỹ tho", Accents.AGREE),
        ("đak lăk", "đắk lắk", Accents.LEFT_OUT),
        ("tân ấn", "tân an", Accents.OTHERS),
        ("hoá bình", "hòa bình", Accents.OTHERS),
    ],
)
def test_accents_agree_or_were_left_out_or_are_others(typed: str, name: str, expected: Accents) -> None:
    assert agreement(tuple(typed.split()), tuple(name.split())) is expected
