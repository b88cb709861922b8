"""The demonstration store adds up: a small country on both databases, the whole one if asked for.

``-m whole_country`` checks the whole country, on SQLite; it takes about a minute.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import text

from data_access.demonstration import open_demonstration
from data_access.demonstration.codes import OF_EVERY_COMMUNE, RATES, STARTS
from data_access.embedded.csv_lines import lines
from data_access.embedded.programmes import OF_LOADS
from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import (
    CAUSES,
    FORM_2_HOUSEHOLDS,
    FORM_2_PERSONS,
    FORM_3_HOUSEHOLDS,
    FORM_3_PERSONS,
    FORMS,
    LISTS,
    Form,
)
from data_access.queries.figures import figures_by_area, figures_of_area
from data_access.queries.indicators import indicator_coverage
from data_access.queries.loads import loads
from data_access.queries.sources import sources
from data_access.store.opening import Store
from data_access.store.settings import ROOT, StoreSettings
from tests.queries.conftest import throwaway, written
from tests.queries.prepared import THREE_PROVINCES

WHOLE = "whole country"
PLACES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql"),
    pytest.param(WHOLE, id="whole", marks=pytest.mark.whole_country),
]
NATION = {"vintage": "v2008", "level": "nation", "code": "VN"}
COUNTS_OF_AREAS = {
    ("v2008", "region"): 6,
    ("v2008", "province"): 63,
    ("v2008", "district"): 696,
    ("v2008", "commune"): 10_035,
    ("v2025", "province"): 34,
    ("v2025", "commune"): 3_321,
}


class Figures:
    """Every figure of a store in one table, and the areas they are of."""

    def __init__(self, store: Store, *, is_whole: bool) -> None:
        self.store = store
        self.is_whole = is_whole
        with store.engine.connect() as connection:
            rows = connection.execute(
                text("SELECT indicator_code, year, area_id, value FROM figure")
            ).fetchall()
            areas = connection.execute(
                text("SELECT id, vintage, level, code, parent_id, kind FROM area ORDER BY id")
            ).fetchall()
        columns = ["indicator", "year", "area", "value"]
        long = pd.DataFrame([tuple(row) for row in rows], columns=columns)
        assert not long.duplicated(["indicator", "year", "area"]).any()
        self.wide = long.pivot(index=["year", "area"], columns="indicator", values="value").astype(float)
        names = ["area", "vintage", "level", "code", "parent", "kind"]
        self.areas = pd.DataFrame([tuple(row) for row in areas], columns=names).set_index("area")

    @cached_property
    def counts(self) -> pd.DataFrame:
        return self.wide[[code for code in self.wide.columns if code not in RATES]]

    @cached_property
    def places(self) -> pd.DataFrame:
        """The area of each row of ``wide``."""
        return self.areas.loc[self.wide.index.get_level_values("area")].set_index(self.wide.index)

    def of_level(self, level: str) -> pd.DataFrame:
        return self.wide[self.places["level"] == level]

    def by_code(self, vintage: str, level: str, year: int) -> pd.DataFrame:
        chosen = (self.places["vintage"] == vintage) & (self.places["level"] == level)
        found = self.wide[chosen & (self.wide.index.get_level_values("year") == year)]
        return found.set_index(self.areas.loc[found.index.get_level_values("area"), "code"])


@pytest.fixture(scope="module", params=PLACES)
def figures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Figures]:
    is_whole = request.param == WHOLE
    if is_whole:
        request.param = "sqlite"
    holding = "nothing" if is_whole else "three_provinces"
    with throwaway(request, tmp_path_factory.mktemp("demonstration"), holding) as url:
        settings = StoreSettings(demonstration_database_url=written(url))
        store = open_demonstration(settings, provinces=None if is_whole else THREE_PROVINCES)
        yield Figures(store, is_whole=is_whole)
        store.engine.dispose()


def equal(left: "pd.Series[float]", right: "pd.Series[float]") -> bool:
    """The same wherever there is a figure, and figures in the same places."""
    return bool(((left == right) | (left.isna() & right.isna())).all())


def total(figures: Figures, codes: tuple[str, ...]) -> "pd.Series[float]":
    return figures.wide[list(codes)].sum(axis=1, skipna=False)


def test_every_count_is_a_whole_number(figures: Figures) -> None:
    counts = figures.counts.to_numpy()
    counts = counts[~np.isnan(counts)]
    assert (counts >= 0).all()
    assert (counts == np.floor(counts)).all()
    assert len(counts) > 90_000


def test_children_add_up_to_their_parents_in_every_count_and_year(figures: Figures) -> None:
    parents = figures.places["parent"]
    has_parent = parents.notna()
    keys = [figures.counts.index.get_level_values("year")[has_parent], parents[has_parent].astype(int)]
    groups = figures.counts[has_parent].groupby(keys)
    sums, reporting, children = groups.sum(min_count=1), groups.count(), groups.size()
    whole = reporting.eq(children, axis=0)
    assert (whole | (reporting == 0)).all(axis=None)
    expected = figures.counts.reindex(sums.index)
    assert (sums.eq(expected) | ~whole).all(axis=None)
    assert whole.sum().sum() > 10_000


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.end)
def test_start_less_what_left_plus_what_joined_is_the_end(figures: Figures, form: Form) -> None:
    changed = total(figures, form.increases) - total(figures, form.decreases)
    is_given = changed.notna()
    end = figures.wide[form.end]
    assert equal((figures.wide[form.start] + changed)[is_given], end[is_given])
    needed = figures.wide.index if "households" in form.end else figures.of_level("district").index
    assert is_given[needed].all()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.end)
def test_no_more_leave_than_were_there(figures: Figures, form: Form) -> None:
    given = figures.wide[form.start].notna()
    assert (total(figures, form.decreases)[given] <= figures.wide[form.start][given]).all()
    assert (total(figures, form.increases)[given] >= 0).all()


def test_passages_between_the_lists_are_in_both_forms() -> None:
    for poor, near_poor in ((FORM_2_HOUSEHOLDS, FORM_3_HOUSEHOLDS), (FORM_2_PERSONS, FORM_3_PERSONS)):
        assert poor.decreases[0] == near_poor.increases[0]
        assert near_poor.decreases[0] == poor.increases[0]


def test_escaped_are_those_that_became_near_poor_or_rose_above(figures: Figures) -> None:
    escaped = ("households_poor_to_near_poor", "poor_households_rising_above")
    assert equal(total(figures, escaped), figures.wide["households_escaped_poverty"])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.end)
@pytest.mark.parametrize("year", [2023, 2024])
def test_year_starts_where_the_year_before_ended(figures: Figures, form: Form, year: int) -> None:
    start = figures.wide.xs(year, level="year")[form.start].dropna()
    end = figures.wide.xs(year - 1, level="year")[form.end]
    assert len(start) > 30
    assert (start == end.reindex(start.index)).all()


def test_2022_starts_with_lists_reviewed_anew_and_says_so(figures: Figures) -> None:
    start = figures.wide.xs(2022, level="year")["poor_households_at_start"]
    end = figures.wide.xs(2021, level="year")["poor_households"]
    assert start.sum() > 1.3 * end.sum()
    with figures.store.session() as session:
        for code in STARTS:
            found = figures_of_area(session, code, **NATION).set_index("year")
            assert found["note_en"].notna().to_dict() == {year: year == 2022 for year in range(2021, 2026)}
            assert found.loc[2021, "standard_code"] == "review-md-2016"
            assert set(found.loc[2022:, "standard_code"]) == {"review-md-2022"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.end)
def test_2025_starts_with_the_end_of_2024_of_the_old_units(figures: Figures, form: Form) -> None:
    """New communes and the old ones they touch hold the same households, however the split ones parted."""
    with figures.store.engine.connect() as connection:
        rows = connection.execute(text("SELECT from_area_id, to_area_id FROM crosswalk")).fetchall()
    end = figures.wide.xs(2024, level="year")[form.end]
    start = figures.wide.xs(2025, level="year")[form.start]
    pairs = [(old, new) for old, new in rows if old in end.index and new in start.index]
    if "persons" in form.end:
        # Of persons only provinces have both ends.
        pairs = [(old, new) for old, new in pairs if figures.areas.loc[old, "level"] == "province"]
    group: dict[int, int] = {}
    for old, new in pairs:
        joined = {group.setdefault(number, number) for number in (old, new)}
        group |= {number: min(joined) for number, found in group.items() if found in joined}
    numbers = pd.Series(group)
    before = end.reindex(numbers.index[numbers.index.isin([old for old, _ in pairs])])
    after = start.reindex(numbers.index[numbers.index.isin([new for _, new in pairs])])
    assert before.groupby(numbers).sum().eq(after.groupby(numbers).sum()).all()
    assert len(after) >= (3 if "persons" in form.end else 200)


def test_listed_households_are_no_more_than_all(figures: Figures) -> None:
    wide = figures.wide
    both = wide["poor_and_near_poor_households"]
    assert equal(wide["poor_households"] + wide["near_poor_households"], both)
    assert (both <= wide["total_households"]).all()
    assert (wide["poor_persons"] + wide["near_poor_persons"] <= wide["persons"]).all()


@pytest.mark.parametrize(
    ("households", "persons"),
    [
        ("total_households", "persons"),
        ("poor_households", "poor_persons"),
        ("near_poor_households", "near_poor_persons"),
        ("households_ethnic_minority", "persons_ethnic_minority"),
        ("poor_households_ethnic_minority", "poor_persons_ethnic_minority"),
        ("households_newly_poor", "persons_newly_poor"),
        ("households_poor_to_near_poor", "persons_poor_to_near_poor"),
    ],
)
def test_a_household_has_at_least_one_person(figures: Figures, households: str, persons: str) -> None:
    given = figures.wide[[households, persons]].dropna()
    assert (given[persons] >= given[households]).all()
    assert given[persons].sum() < 6 * given[households].sum()


@pytest.mark.parametrize(("of_list", "least", "most"), [("poor", 3, 12), ("near_poor", 0, 2)])
def test_deprivations_are_as_many_as_the_standard_allows(
    figures: Figures, of_list: str, least: int, most: int
) -> None:
    listed = figures.wide[f"{of_list}_households"]
    each = figures.wide[[f"{of_list}_deprived_{name}" for name in DEPRIVATIONS]]
    summed = figures.wide[f"{of_list}_deprivations_total"]
    given = summed.notna()
    assert equal(each.sum(axis=1, skipna=False), summed)
    assert (summed[given] >= least * listed[given]).all()
    assert (summed[given] <= most * listed[given]).all()
    assert each[given].le(listed[given], axis=0).all(axis=None)
    assert given[given].index.get_level_values("year").min() == 2022


@pytest.mark.parametrize("of_list", LISTS)
def test_groups_and_causes_are_parts_of_the_list(figures: Figures, of_list: str) -> None:
    listed = figures.wide[f"{of_list}_households"]
    parts = [
        f"{of_list}_households_{group}"
        for group in ("ethnic_minority", "without_labour", "with_merit_member", "in_other_groups")
    ]
    women = f"{of_list}_households_headed_by_women"
    causes = [f"{of_list}_cause_{name}" for name in CAUSES]
    for code in (*parts, women, *causes):
        given = figures.wide[code].notna()
        assert (figures.wide[code][given] <= listed[given]).all(), code
    for codes in (parts, causes):
        covering = total(figures, tuple(codes)).dropna()
        assert (covering >= listed.reindex(covering.index)).all()


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("total_households", ("households_kinh", "households_ethnic_minority")),
        ("persons", ("persons_kinh", "persons_ethnic_minority")),
        ("poor_households", ("poor_households_kinh", "poor_households_ethnic_minority")),
        ("near_poor_households", ("near_poor_households_kinh", "near_poor_households_ethnic_minority")),
    ],
)
def test_kinh_and_minorities_make_the_whole(figures: Figures, whole: str, parts: tuple[str, str]) -> None:
    given = total(figures, parts).dropna()
    assert (given == figures.wide[whole].reindex(given.index)).all()


def test_minority_households_hold_the_poor_and_near_poor_among_them(figures: Figures) -> None:
    listed = total(figures, tuple(f"{of_list}_households_ethnic_minority" for of_list in LISTS))
    assert (listed <= figures.wide["households_ethnic_minority"]).all()
    kinh = figures.wide["total_households"] - figures.wide["households_ethnic_minority"]
    assert (figures.wide["poor_and_near_poor_households"] - listed <= kinh).all()


@pytest.mark.parametrize("rate", RATES)
def test_rates_are_those_of_the_counts_beside_them(figures: Figures, rate: str) -> None:
    part, whole = (figures.wide[code] for code in RATES[rate])
    given = figures.wide[rate].notna()
    assert (np.abs(figures.wide[rate][given] - 100 * part[given] / whole[given]) <= 0.005 + 1e-9).all()
    assert (np.round(figures.wide[rate][given], 2) == figures.wide[rate][given]).all()


def test_rate_without_households_is_not_applicable(figures: Figures) -> None:
    with figures.store.session() as session:
        found = figures_by_area(session, "poor_household_rate", level="district", vintages=["v2008"])
    empty = found[found["state"] != "reported"]
    assert set(empty["state"]) == {"not_applicable"}
    # Hoàng Sa: no household is counted there.
    assert set(empty["area_code"]) == {"498"}
    assert empty["value"].isna().all()


def test_every_figure_says_that_it_is_simulated(figures: Figures) -> None:
    same = "load_id, source_kind, source_code, qualifier, preference"
    with figures.store.engine.connect() as connection:
        found = connection.execute(text(f"SELECT DISTINCT {same} FROM figure")).fetchall()
        status = connection.execute(
            text("SELECT DISTINCT year, status, standard_code FROM figure")
        ).fetchall()
    assert [tuple(row) for row in found] == [(1, "synthetic", "demonstration", "exact", 1)]
    assert sorted(map(tuple, status)) == [
        (2021, "final", "review-md-2016"),
        *((year, "final", "review-md-2022") for year in (2022, 2023, 2024)),
        (2025, "preliminary", "review-md-2022"),
    ]
    with figures.store.session() as session:
        (load,) = loads(session).to_dict("records")
        source = sources(session).set_index("code").loc["demonstration"]
        rows = sum(session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in OF_LOADS)
        rows += source["figures"]
    assert (load["kind"], load["row_count"]) == ("demonstration", rows)
    assert source["title"] == "Bộ số liệu mô phỏng – không phải số liệu thật"
    assert (source["title_en"], source["kind"]) == ("Simulated data – not real", "dataset")


def test_no_published_figure_is_in_the_store(figures: Figures) -> None:
    with figures.store.session() as session:
        counted = sources(session).set_index("code")["figures"]
    assert set(counted[counted > 0].index) == {"demonstration"}
    assert len(counted) < 30


def test_coverage_is_counted_as_for_published_figures(figures: Figures) -> None:
    counted = figures.wide.groupby(
        [figures.places["vintage"], figures.places["level"], figures.wide.index.get_level_values("year")]
    ).count()
    with figures.store.session() as session:
        coverage = indicator_coverage(session)
    told = {tuple(row[:-1]): row[-1] for row in coverage.itertuples(index=False, name=None)}
    expected = {
        (indicator, *place): int(number)
        for indicator in counted.columns
        for place, number in zip(counted.index, counted[indicator], strict=True)
        if number
    }
    assert told == expected


def test_communes_have_the_main_figures_and_all_of_them_from_2025(figures: Figures) -> None:
    communes = figures.of_level("commune")
    years = communes.index.get_level_values("year")
    has = {year: set(communes[years == year].dropna(axis=1, how="all").columns) for year in range(2021, 2026)}
    twelve = {code for code in figures.wide.columns if "_depriv" in code}
    assert has[2021] == OF_EVERY_COMMUNE - twelve
    assert has[2022] == has[2024] == OF_EVERY_COMMUNE
    assert has[2025] == set(figures.wide.columns)


def test_the_tables_keep_their_rules(figures: Figures) -> None:
    with figures.store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).fetchall() == []
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_figure%'"
        else:
            valid = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"
            of_figure = " AND conrelid = 'figure'::regclass"
            assert connection.execute(text(valid + of_figure)).scalar() == 5
            indexes = "SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema() "
            indexes += "AND indexname LIKE 'ix_figure%'"
        assert connection.execute(text(indexes)).scalar() == 3


@pytest.mark.parametrize(("vintage", "year"), [("v2008", 2023), ("v2025", 2025)])
def test_towns_are_less_poor_than_the_country(figures: Figures, vintage: str, year: int) -> None:
    chosen = (figures.places["vintage"] == vintage) & (figures.places["level"] == "commune")
    communes = figures.wide[chosen & (figures.wide.index.get_level_values("year") == year)]
    sums = communes[["poor_households", "total_households"]].groupby(figures.places["kind"]).sum()
    rate = sums["poor_households"] / sums["total_households"]
    assert rate["phuong"] < 0.7 * rate["xa"]


def only_whole(figures: Figures) -> None:
    if not figures.is_whole:
        pytest.skip("true of the whole country only")


def test_every_area_of_the_country_has_figures(figures: Figures) -> None:
    only_whole(figures)
    for (vintage, level), count in COUNTS_OF_AREAS.items():
        years = (2025,) if vintage == "v2025" else (2021, 2022, 2023, 2024)
        assert [len(figures.by_code(vintage, level, year)) for year in years] == [count] * len(years)


def test_poor_provinces_and_poor_districts_stand_out(figures: Figures) -> None:
    only_whole(figures)
    provinces = figures.by_code("v2008", "province", 2023)["poor_household_rate"].to_dict()
    survey = {
        line.cells["area_code"]: line.cells["value"]
        for line in lines(ROOT / "data", "figure")
        if line.cells["indicator_code"] == "survey_multidimensional_poverty_rate"
        and (line.cells["level"], line.cells["year"]) == ("province", 2023)
    }
    both = pd.DataFrame({"simulated": provinces, "survey": survey}).rank().to_numpy()
    assert np.corrcoef(both, rowvar=False)[0, 1] > 0.9
    with figures.store.engine.connect() as connection:
        poor = connection.execute(text("SELECT area_id FROM area_class WHERE class_code = 'poor_district'"))
        listed = [row[0] for row in poor]
    districts = figures.wide.xs(2023, level="year").loc[listed]
    rate = districts["poor_households"].sum() / districts["total_households"].sum()
    assert rate > 4 * figures.by_code("v2008", "nation", 2023)["poor_household_rate"].item() / 100
