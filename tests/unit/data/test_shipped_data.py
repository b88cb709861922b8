"""The embedded data held to totals that are written out here, not read from the data."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "data"
Row = dict[str, str]
Key = tuple[str, str, str]

AREA_COUNTS = {
    "v2004": {"province": 1},
    "v2008": {"nation": 1, "region": 6, "group": 13, "province": 63, "district": 696, "commune": 10_035},
    "v2025": {"region": 6, "province": 34, "commune": 3_321},
}
UNCHANGED_PROVINCES = {"01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"}
CODES_WITH_NEW_MEANING = {"15", "24", "44", "52", "80", "82", "91"}
SPECIAL_ZONES = {"318": "11948", "471": "19742", "498": "20333", "536": "21548", "755": "26732"}
REGION_SIZES = {"rrd": 11, "nmm": 14, "ncc": 14, "ch": 5, "se": 6, "mrd": 13}

# The published table of 2016 has no Ho Chi Minh City.
INCOME_POVERTY_PROVINCES = dict.fromkeys((2006, 2008, *range(2010, 2016)), 63) | {2016: 62}
COMPLETE_CONTEXT = {
    "trained_labour_rate": range(2008, 2025),
    "unemployment_rate": range(2018, 2025),
    "informal_employment_rate": range(2018, 2025),
    "employed_persons": range(2018, 2025),
    "monthly_income_per_capita_mean": (2010, 2012, 2014, 2016, *range(2018, 2026)),
    "average_population": range(2011, 2026),
    "land_area": (2025,),
    "health_insurance_rate": range(2015, 2025),
    "population_hygienic_water_rate": range(2018, 2026),
    "population_hygienic_latrine_rate": range(2018, 2026),
    "households_internet_rate": (2024, 2025),
    "households_with_computer_rate": (2023,),
    "dwelling_area_per_capita": (2014, 2016),
}
ROWS_BY_FILE = {
    "budget_plans.csv": 950,
    "commune_areas_861.csv": 27,
    "context_income.csv": 2_100,
    "context_labour.csv": 2_660,
    "context_living_conditions.csv": 1_342,
    "difficult_villages_612.csv": 100,
    "local_targets_and_credit.csv": 9,
    "nso_living_conditions.csv": 3_640,
    "nso_population_and_area.csv": 1_120,
    "census_2019.csv": 128,
    "nso_poverty_by_province.csv": 1_611,
    "nso_poverty_by_region.csv": 174,
    "programme_funding.csv": 82,
    "programme_outcomes.csv": 49,
    "programme_targets.csv": 22,
    "review_results.csv": 395,
    "survey_poverty_by_province.csv": 699,
    "survey_poverty_by_region.csv": 102,
    "survey_poverty_older_download.csv": 108,
    "survey_results_in_press.csv": 9,
}
NATIONAL = [
    ("poor_household_rate", "2015", "review-md-2016", "9.88"),
    ("poor_household_rate", "2021", "review-md-2016", "2.23"),
    ("multidimensional_poverty_rate", "2022", "review-md-2022", "7.52"),
    ("poor_household_rate", "2022", "review-md-2022", "4.03"),
    ("near_poor_household_rate", "2022", "review-md-2022", "3.49"),
    ("poor_and_near_poor_households", "2022", "review-md-2022", "1972767"),
    ("multidimensional_poverty_rate", "2023", "review-md-2022", "5.71"),
    ("poor_household_rate", "2023", "review-md-2022", "2.93"),
    ("multidimensional_poverty_rate", "2024", "review-md-2022", "4.06"),
    ("poor_household_rate", "2024", "review-md-2022", "1.93"),
    ("survey_income_poverty_rate", "2016", "survey-income-2011", "5.8"),
    ("survey_multidimensional_poverty_rate", "2016", "survey-md-2016", "9.15"),
    ("survey_multidimensional_poverty_rate", "2020", "survey-md-2016", "4.80"),
    ("survey_multidimensional_poverty_rate", "2022", "survey-md-2022", "4.19"),
    ("survey_multidimensional_poverty_rate", "2023", "survey-md-2022", "3.37"),
]
WORKPLACE_WORDS = re.compile(r"\b(stored|excerpt|seed|session|helper|find_string|TODO)\b|/work", re.I)


@cache
def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@cache
def figures() -> list[Row]:
    return [row for name in ROWS_BY_FILE for row in rows(f"figures/{name}")]


@cache
def areas() -> dict[Key, Row]:
    files = ("nation", "regions", "groups", "provinces", "districts", "communes")
    listed = [row for name in files for row in rows(f"areas/{name}.csv")]
    found = {(row["vintage"], row["level"], row["code"]): row for row in listed}
    assert len(found) == len(listed), "an area is listed twice"
    return found


@cache
def units(vintage: str, level: str) -> dict[str, Row]:
    """The areas of one level and vintage, by code."""
    return {key[2]: row for key, row in areas().items() if key[:2] == (vintage, level)}


def links(level: str) -> list[Row]:
    """The pairs from a unit of 63 provinces to one of 34, both of the level."""
    pairs = [row for row in rows("crosswalk.csv") if row["from_vintage"] == "v2008"]
    return [row for row in pairs if row["from_level"] == row["to_level"] == level]


def test_every_vintage_has_the_units_the_law_counts() -> None:
    for vintage, counts in AREA_COUNTS.items():
        assert Counter(key[1] for key in areas() if key[0] == vintage) == counts


def test_every_parent_is_an_area_and_six_regions_hold_the_provinces_of_each_era() -> None:
    for key, row in areas().items():
        if row["parent_level"]:
            vintage = "v2008" if row["parent_level"] == "nation" else key[0]
            assert (vintage, row["parent_level"], row["parent_code"]) in areas(), key
    assert [key for key, row in areas().items() if not row["parent_level"]] == [("v2008", "nation", "VN")]
    assert Counter(row["parent_code"] for row in units("v2008", "province").values()) == REGION_SIZES
    of_today = Counter(row["parent_code"] for row in units("v2025", "province").values())
    assert of_today == {"nmm": 9, "rrd": 6, "nc": 5, "scch": 6, "se": 3, "mrd": 5}


def test_kinds_of_2025_communes_count_2621_687_and_13() -> None:
    kinds = Counter(row["kind"] for row in units("v2025", "commune").values())
    assert kinds == {"xa": 2_621, "phuong": 687, "dac_khu": 13}


def test_names_that_changed_within_a_vintage_are_dated() -> None:
    dated = rows("areas/dated_names.csv")
    hue = [(row["valid_from"], row["name_vi"]) for row in dated if row["code"] == "46"]
    assert hue == [("2008-08-01", "Thừa Thiên Huế"), ("2025-01-01", "Huế")]
    dong_nai = [(row["valid_from"], row["full_name_vi"]) for row in dated if row["code"] == "75"]
    assert dong_nai == [("2025-07-01", "Tỉnh Đồng Nai"), ("2026-04-30", "Thành phố Đồng Nai")]
    wards = {row["code"] for row in dated if row["kind"] == "phuong" and row["valid_from"] == "2026-04-30"}
    assert (len(wards), min(wards), max(wards)) == (10, "25270", "26485")


def test_each_of_63_provinces_goes_whole_into_one_of_34() -> None:
    pairs = links("province")
    assert len(pairs) == len({row["from_code"] for row in pairs}) == 63
    assert {row["relation"] for row in pairs} == {"whole"}
    sources = Counter(row["to_code"] for row in pairs)
    assert len(sources) == 34
    alone = {row["from_code"] for row in pairs if sources[row["to_code"]] == 1}
    assert alone == UNCHANGED_PROVINCES


def test_province_links_follow_from_the_commune_links() -> None:
    province = {row["from_code"]: row["to_code"] for row in links("province")}
    old, new, districts = units("v2008", "commune"), units("v2025", "commune"), units("v2008", "district")
    for row in links("commune"):
        source = districts[old[row["from_code"]]["parent_code"]]["parent_code"]
        assert province[source] == new[row["to_code"]]["parent_code"], row


def test_seven_province_codes_changed_meaning() -> None:
    old, new = units("v2008", "province"), units("v2025", "province")
    renamed = {code for code in old.keys() & new.keys() if old[code]["name_vi"] != new[code]["name_vi"]}
    assert renamed - {"46"} == CODES_WITH_NEW_MEANING


def test_commune_pairs_split_at_most_five_ways() -> None:
    pairs = links("commune")
    assert len(pairs) == len({(row["from_code"], row["to_code"]) for row in pairs}) == 10_566
    ways = Counter(Counter(row["from_code"] for row in pairs).values())
    assert ways == {1: 9_594, 2: 369, 3: 55, 4: 16, 5: 1}
    assert max(Counter(row["to_code"] for row in pairs).values()) == 14


def test_whole_communes_have_one_target_and_split_ones_one_default() -> None:
    targets = defaultdict(list)
    for row in links("commune"):
        targets[row["from_code"]].append((row["relation"], row["is_default"]))
    for code, pairs in targets.items():
        assert [default for _, default in pairs].count("1") == 1, code
        assert {relation for relation, _ in pairs} == ({"whole"} if len(pairs) == 1 else {"part"}), code


@pytest.mark.parametrize(("district", "old", "new"), [("157", 24, 8), ("365", 20, 7)])
def test_district_is_an_exact_union_of_new_communes(district: str, old: int, new: int) -> None:
    communes = {code for code, row in units("v2008", "commune").items() if row["parent_code"] == district}
    targets = {row["to_code"] for row in links("commune") if row["from_code"] in communes}
    assert {row["from_code"] for row in links("commune") if row["to_code"] in targets} == communes
    assert (len(communes), len(targets)) == (old, new)


def test_island_districts_without_communes_became_special_zones() -> None:
    islands = [row for row in rows("crosswalk.csv") if row["from_level"] == "district"]
    zones = {row["from_code"]: row["to_code"] for row in islands}
    with_communes = {row["parent_code"] for row in units("v2008", "commune").values()}
    assert zones == SPECIAL_ZONES
    assert set(units("v2008", "district")) - with_communes == set(SPECIAL_ZONES)
    reached = {row["to_code"] for row in links("commune")} | set(zones.values())
    assert reached == set(units("v2025", "commune"))


def test_every_crosswalk_end_is_an_area() -> None:
    for row in rows("crosswalk.csv"):
        assert (row["from_vintage"], row["from_level"], row["from_code"]) in areas(), row
        assert (row["to_vintage"], row["to_level"], row["to_code"]) in areas(), row


def predecessors() -> dict[Key, Row]:
    return {(row["vintage"], row["level"], row["code"]): row for row in rows("areas/predecessors.csv")}


def test_every_area_that_ended_earlier_says_when_and_what_it_went_into() -> None:
    assert Counter(key[:2] for key in predecessors()) == {
        ("v1976", "province"): 25,
        ("v2009", "district"): 28,
    }
    ways = rows("areas/successors.csv")
    for row in ways:
        assert (row["from_vintage"], row["from_level"], row["from_code"]) in predecessors(), row
        assert (row["to_vintage"], row["to_level"], row["to_code"]) in areas(), row
        assert row["basis"].startswith(("Resolution ", "Decree ")), row
    assert {(row["from_vintage"], row["from_level"], row["from_code"]) for row in ways} == set(predecessors())
    assert all(row["valid_from"] < row["valid_to"] < "2025-06-30" for row in predecessors().values())


@pytest.mark.parametrize(
    ("key", "successors"),
    [
        (("v2009", "district", "763"), {"769"}),
        (("v2009", "district", "204"), {"193"}),
        (("v2009", "district", "474"), {"474", "475"}),
        (("v1976", "province", "song-be"), {"70", "74"}),
        (("v1976", "province", "ha-nam-ninh"), {"35", "36", "37"}),
        (("v1976", "province", "ha-son-binh"), {"17", "28"}),
    ],
)
def test_known_areas_that_ended_went_where_they_did(key: Key, successors: set[str]) -> None:
    ways = [
        row
        for row in rows("areas/successors.csv")
        if (row["from_vintage"], row["from_code"]) == (key[0], key[2])
    ]
    assert {row["to_code"] for row in ways} == successors
    assert {row["relation"] for row in ways} == ({"part"} if len(successors) > 1 else {"whole"})


def test_figure_files_have_their_rows_and_none_is_left_out() -> None:
    found = {path.name: len(rows(f"figures/{path.name}")) for path in (DATA / "figures").glob("*.csv")}
    assert found == ROWS_BY_FILE
    assert len(figures()) == 15_327


def provinces_by_year(indicator: str) -> dict[int, int]:
    found = defaultdict(set)
    for row in figures():
        place = (row["indicator_code"], row["vintage"], row["level"])
        if place == (indicator, "v2008", "province") and row["value"]:
            found[int(row["year"])].add(row["area_code"])
    return {year: len(codes) for year, codes in found.items()}


def test_survey_poverty_has_63_provinces_in_each_published_year() -> None:
    assert provinces_by_year("survey_income_poverty_rate") == INCOME_POVERTY_PROVINCES
    in_2016_to_2025 = dict.fromkeys(range(2016, 2026), 63)
    assert provinces_by_year("survey_multidimensional_poverty_rate") == in_2016_to_2025


@pytest.mark.parametrize(("indicator", "years"), COMPLETE_CONTEXT.items())
def test_context_series_have_63_provinces(indicator: str, years: range | tuple[int, ...]) -> None:
    assert provinces_by_year(indicator) == dict.fromkeys(years, 63)


@pytest.mark.parametrize(("indicator", "year", "standard", "value"), NATIONAL)
def test_national_value_is_as_published(indicator: str, year: str, standard: str, value: str) -> None:
    columns = ("indicator_code", "area_code", "year", "standard_code")
    wanted = [indicator, "VN", year, standard]
    found = {row["value"] for row in figures() if [row[column] for column in columns] == wanted}
    assert found == {value}


def test_every_code_of_a_figure_resolves() -> None:
    for row in figures():
        assert (row["vintage"], row["level"], row["area_code"]) in areas(), row
    for name in ("indicator", "source", "standard"):
        known = {row["code"] for row in rows(f"{name}s.csv")}
        used = {row[f"{name}_code"] for row in figures()}
        assert used <= known | ({""} if name == "standard" else set())


def test_figures_of_poverty_name_their_standard() -> None:
    poverty = {row["code"] for row in rows("indicators.csv") if row["group"] == "poverty"}
    bare = [row for row in figures() if row["indicator_code"] in poverty and not row["standard_code"]]
    assert bare == []


def test_survey_and_review_figures_never_share_an_indicator() -> None:
    kinds = defaultdict(set)
    for row in figures():
        kinds[row["indicator_code"]].add(row["source_kind"])
    assert [code for code, found in kinds.items() if "survey" in found and len(found) > 1] == []


def test_a_figure_is_reported_once_by_one_source_and_standard() -> None:
    columns = ("indicator_code", "vintage", "level", "area_code", "year", "standard_code", "source_code")
    repeated = Counter(tuple(row[column] for column in columns) for row in figures())
    assert [key for key, count in repeated.items() if count > 1] == []


def test_a_figure_without_a_number_is_given_in_words_or_printed_as_two_dots() -> None:
    bare = [row for row in figures() if not row["value"] and not (row["value_min"] and row["value_max"])]
    assert {row["state"] for row in bare} == {"missing"}
    (in_words,) = [row for row in bare if not row["source_code"].startswith("nso-")]
    assert (in_words["area_code"], in_words["year"]) == ("22", "2022")
    assert "cơ bản" in in_words["note_vi"]
    two_dots = Counter((row["source_code"], row["year"]) for row in bare if row is not in_words)
    assert two_dots == {("nso-e1418", "2023"): 16, ("nso-e1418", "2024"): 12, ("nso-e1447", "2016"): 1}


def test_notes_come_in_both_languages() -> None:
    lists = [rows(name) for name in ("indicators.csv", "standards.csv", "sources.csv", "known_slips.csv")]
    for row in [*chain.from_iterable(lists), *figures()]:
        for column in row:
            if column.endswith("_vi"):
                assert bool(row[column]) == bool(row[column.removesuffix("vi") + "en"]), row


def test_codes_of_a_list_are_unique_and_its_sources_resolve() -> None:
    known = {row["code"] for row in rows("sources.csv")}
    for name in ("indicators.csv", "sources.csv", "standards.csv", "known_slips.csv"):
        codes = [row["code"] for row in rows(name)]
        assert len(codes) == len(set(codes)), name
    for name in ("standards.csv", "area_classes.csv", "known_slips.csv"):
        assert {row["source_code"] for row in rows(name)} <= known | {""}, name


def test_numerators_and_denominators_are_indicators() -> None:
    known = {row["code"] for row in rows("indicators.csv")}
    for row in rows("indicators.csv"):
        assert {row["numerator_code"], row["denominator_code"]} <= known | {""}, row["code"]
        assert row["roll_up"] != "ratio" or (row["numerator_code"] and row["denominator_code"]), row["code"]


def test_area_classes_are_of_areas_and_say_how_long_the_list_is() -> None:
    found = Counter((row["class"], row["list_total"]) for row in rows("area_classes.csv"))
    assert found["poor_district", "74"] == 48
    assert found["coastal_commune", "54"] == 20
    regions = [
        found[f"commune_region_{number}", total] for number, total in ((1, "1673"), (2, "210"), (3, "1551"))
    ]
    assert regions == [9, 3, 31]
    assert found["province_with_poor_district", "26"] == 26
    assert found["province_with_coastal_commune", "12"] == 12
    coded = [row for row in rows("area_classes.csv") if row["code"]]
    assert all((row["vintage"], row["level"], row["code"]) in areas() for row in coded)
    # Both went into other communes before the end of 2024, of which the list of units is.
    by_name = {row["area_name"] for row in rows("area_classes.csv") if not row["code"]}
    assert by_name == {"Phù Hóa", "Điền Hương"}


def test_villages_of_decision_612_add_up_in_each_of_the_20_provinces_read() -> None:
    found = {
        (row["indicator_code"], row["area_code"]): int(row["value"])
        for row in rows("figures/difficult_villages_612.csv")
    }
    of_province = {
        code: count
        for (indicator, code), count in found.items()
        if indicator == "extremely_difficult_villages"
    }
    assert len(of_province) == 20
    for code, count in of_province.items():
        parts = [
            found[f"extremely_difficult_villages_{part}", code]
            for part in ("outside", "region_1", "region_2", "region_3")
        ]
        assert sum(parts) == count, code


def test_shipped_text_is_nfc_and_only_of_the_product() -> None:
    found = {
        pattern: list(DATA.glob(pattern))
        for pattern in ("*.csv", "*.md", "areas/*", "figures/*", "programmes/*")
    }
    assert [pattern for pattern, paths in found.items() if not paths] == []
    for path in chain.from_iterable(found.values()):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert WORKPLACE_WORDS.search(text) is None, path.name
