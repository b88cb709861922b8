"""What the quality page finds: on the shipped store, and in figures made to break each rule."""

import csv
import datetime as dt
from dataclasses import replace as with_changes
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from data_access.quality import (
    calendar,
    completeness,
    contradicting_denominators,
    missing_areas,
    missing_reports,
    nation_apart_from_its_parts,
    outliers,
    overspent,
    parts_and_totals,
    report_standing,
    sources_without_document,
    timeliness,
)
from data_access.quality.checks import Rule, broken_by
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.opening import Store
from tests.queries.office import (
    area_number,
    figure,
    money,
    outcome,
    published,
    reading,
    sample_settings,
    source,
    upload,
)

FIGURES = Path(__file__).parents[3] / "data" / "figures"
DAY = dt.date(2022, 12, 1)
PROVINCES = {"vintage": "v2008", "level": "province"}


def test_what_is_missing_is_listed_and_never_counts_as_zero(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = completeness(session, **PROVINCES, year=2022)
        lacking = missing_areas(session, **PROVINCES, year=2022, form=1)
        nowhere = completeness(session, **PROVINCES, year=2025)
    assert found["form"].tolist() == list(range(1, 14))
    assert (found["areas"] == 63).all()
    assert (found["due"] == 63 * found["indicators"]).all()
    first = found.iloc[0]
    assert 0 < first["reported"] < first["due"]
    assert len(lacking) == 63
    assert lacking["reported"].sum() == first["reported"]
    assert nowhere.empty


def test_sources_without_a_document_are_told_with_what_rests_on_them(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = sources_without_document(session)
        late = timeliness(session)
    assert len(found) > 0
    assert found["figures"].is_monotonic_decreasing
    assert late.empty


def test_no_change_is_unusual_across_a_change_of_standard(shipped_store: Store) -> None:
    rate = "survey_multidimensional_poverty_rate"
    with shipped_store.session() as session:
        across = outliers(session, rate, **PROVINCES, year=2022)
        within = outliers(session, rate, **PROVINCES, year=2023)
    assert across.empty
    # Plain sums over the rows of the file: the standard of 2022 holds in both years.
    values = {year: shipped_rates(rate, year) for year in ("2022", "2023")}
    relative = {
        code: (values["2023"][code] - before) / before for code, before in values["2022"].items() if before
    }
    middle = median(relative.values())
    typical = median(abs(change - middle) for change in relative.values())
    far = {code for code, change in relative.items() if 0.6745 * abs(change - middle) / typical >= 3.5}
    assert set(within["code"]) == far != set()


def shipped_rates(indicator: str, year: str) -> dict[str, float]:
    """The values of the 63 provinces as the newest table of the statistics office prints them."""
    with (FIGURES / "nso_poverty_by_province.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {
            row["area_code"]: float(row["value"])
            for row in csv.DictReader(lines)
            if (row["indicator_code"], row["level"], row["year"]) == (indicator, "province", year)
            and row["source_code"] == "nso-e1448"
        }


WIDE = pd.DataFrame(
    {"end": [5.0, 6.0, None], "start": [4.0, 4.0, 4.0], "fresh": [2.0, 2.0, 2.0], "gone": [1.0, 1.0, 1.0]},
    index=pd.MultiIndex.from_tuples(
        [("01", "A", "A"), ("02", "B", "B"), ("03", "C", "C")], names=["code", "name_vi", "name_en"]
    ),
)


@pytest.mark.parametrize(
    ("rule", "codes", "expected"),
    [
        (Rule("balance", "end", ("start", "fresh"), ("gone",)), ["02"], 5.0),
        (Rule("at_most", "end", ("start",)), ["01", "02"], 4.0),
        (Rule("at_least", "end", ("start",), times=3), ["01", "02"], 12.0),
        (Rule("balance", "end", ("unknown",)), [], 0.0),
    ],
)
def test_a_broken_rule_names_the_place_and_what_was_expected(
    rule: Rule, codes: list[str], expected: float
) -> None:
    found = [row for part in broken_by(rule, WIDE, "province") for row in part.to_dict("records")]
    assert [row["code"] for row in found] == codes
    assert {row["expected"] for row in found} <= {expected}


def test_a_total_that_its_parts_do_not_make_and_a_late_file_are_told(sample_url: URL) -> None:
    settings = sample_settings(sample_url)
    parts = {"02": 40.0, "15": 30.0}
    own = {"indicator_code": "poor_households", "source_code": "own"}
    rows = [figure(area_number(sample_url, code), value, **own) for code, value in parts.items()]
    rows.append(figure(area_number(sample_url, "nmm", level="region"), 71.0, **own))
    published(settings, upload("late.xlsx", sources=[source("own")], figures=rows))
    engine = reading_engine(sample_url)
    with Session(engine) as session:
        found = parts_and_totals(session, vintage="v2008", year=2022)
        late = timeliness(session)
        few = outliers(session, "poor_households", **PROVINCES, year=2022)
        without = sources_without_document(session)
    engine.dispose()
    # The one district of 15 reports three thousand million households, as it does in the sample.
    told = found[["code", "said", "expected"]].values.tolist()
    assert told == [["15", 30.0, 3_000_000_000.0], ["nmm", 71.0, 70.0]]
    assert late[["year", "due_on"]].values.tolist() == [[2022, "2022-12-14"]]
    # The store took in its first figures after that day: the file is history, and nobody knows when it came.
    assert late["days_late"].isna().all()
    assert few.empty
    assert "own" in set(without["code"])


def test_more_money_paid_out_than_there_was_is_told_and_only_where_it_is_sure(sample_url: URL) -> None:
    settings, own = sample_settings(sample_url), {"source_code": "own"}
    purses = {
        "central": [money(0, 100), money(0, 120, stage="disbursed")],
        "local": [money(0, 100), money(0, 30, stage="carried_over"), money(0, 120, stage="disbursed")],
        "total": [money(0, 130, with_carried_over=True), money(0, 120, stage="disbursed")],
        # Carried-over money was paid out, and nobody says how much of it there was.
        "recurrent": [money(0, 100), money(0, 120, stage="disbursed", with_carried_over=True)],
        "development": [money(0, 100, qualifier="about"), money(0, 120, stage="disbursed")],
        "policy_credit": [money(0, 120, stage="disbursed")],
    }
    area = area_number(sample_url, "15")
    rows = [row | own | {"fund": fund, "area_id": area} for fund, listed in purses.items() for row in listed]
    published(settings, upload("money.xlsx", sources=[source("own")], money=rows))
    with reading(sample_url) as connection, Session(connection) as session:
        found = overspent(session, **PROVINCES, year=2022)
        other = overspent(session, **PROVINCES, year=2021)
    assert found[["code", "fund", "disbursed_vnd", "allowed_vnd"]].values.tolist() == [
        ["15", "central", 120, 100]
    ]
    assert other.empty


@pytest.mark.parametrize(
    ("sent_at", "as_of", "report", "due_on", "days_late"),
    [
        ("2022-05-31T16:59:59Z", "2022-05-15", "half_year", "2022-05-31", 0),
        ("2022-05-31T17:00:00Z", "2022-05-15", "half_year", "2022-05-31", 1),
        ("2022-11-30T16:59:59Z", "2022-10", "whole_year", "2022-11-30", 0),
        ("2022-12-02T00:00:00Z", None, "whole_year", "2022-11-30", 2),
    ],
)
def test_reports_are_held_to_the_first_of_june_and_of_december_in_viet_nam(
    sample_url: URL, sent_at: str, as_of: str | None, report: str, due_on: str, days_late: int
) -> None:
    settings, area = sample_settings(sample_url), area_number(sample_url, "15")
    sent = upload(
        "report.xlsx", outcomes=[outcome(area, 1, as_of=as_of)], money=[money(area, 1, as_of=as_of)]
    )
    published(settings, with_changes(sent, kind="outcomes"))
    engine = writing_engine(sample_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE submission SET made_at = :at"), {"at": sent_at})
        connection.execute(text("UPDATE load SET loaded_at = '2022-01-01T00:00:00Z' WHERE id = 1"))
    engine.dispose()
    with reading(sample_url) as connection, Session(connection) as session:
        (file,) = timeliness(session).to_dict("records")
        rows = calendar(session, **PROVINCES, year=2022).set_index("report")
    assert (file["report"], file["due_on"], file["days_late"]) == (report, due_on, days_late)
    told = rows.loc[report]
    assert (told["due_on"], told["in_time"], told["late"]) == (due_on, days_late == 0, days_late > 0)
    assert (told["history"], told["missing"]) == (0, told["areas"] - 1)
    assert (rows.drop(index=report)["missing"] == rows.drop(index=report)["areas"]).all()


def test_what_was_due_before_the_store_began_is_neither_late_nor_in_time(sample_url: URL) -> None:
    settings, area = sample_settings(sample_url), area_number(sample_url, "15")
    published(settings, upload("old.xlsx", figures=[figure(area, 9, year=2017)]))
    with reading(sample_url) as connection, Session(connection) as session:
        (file,) = timeliness(session).to_dict("records")
        review = calendar(session, **PROVINCES, year=2017).set_index("report").loc["review"]
    assert pd.isna(file["days_late"])
    assert (review["in_time"], review["late"], review["history"]) == (0, 0, 1)


def test_what_is_missing_is_listed_with_whom_and_since_when(sample_url: URL) -> None:
    settings, area = sample_settings(sample_url), area_number(sample_url, "15")
    published(settings, upload("a.xlsx", figures=[figure(area, 9, year=2022)]))
    with reading(sample_url) as connection, Session(connection) as session:
        assert missing_reports(session, **PROVINCES, year=2022, on=DAY)["days_over"].isna().all()
    engine = writing_engine(sample_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE load SET loaded_at = '2022-01-01T00:00:00Z' WHERE id = 1"))
    engine.dispose()
    with reading(sample_url) as connection, Session(connection) as session:
        found = missing_reports(session, **PROVINCES, year=2022, on=DAY)
        areas = calendar(session, **PROVINCES, year=2022)["areas"].iloc[0]
    assert found["report"].value_counts().to_dict() == {
        "half_year": areas,
        "whole_year": areas,
        "review": areas - 1,
    }
    assert found.drop_duplicates("report")[["due_on", "days_over"]].values.tolist() == [
        ["2022-05-31", 184],
        ["2022-11-30", 1],
        ["2022-12-14", -13],
    ]
    assert "15" not in set(found.loc[found["report"] == "review", "code"])


@pytest.mark.parametrize(
    ("began", "sent_at", "on", "standing"),
    [
        ("2022-01-01", "2022-12-10", DAY, ("in_time", "2022-12-10", 0, "not_due")),
        ("2022-01-01", "2022-12-17", dt.date(2022, 12, 20), ("late", "2022-12-17", 3, "overdue")),
        ("2023-01-01", "2023-02-01", DAY, ("recorded", None, None, "absent")),
    ],
    ids=["in time", "late", "due before the store began"],
)
def test_each_office_stands_somewhere_with_a_report(
    sample_url: URL, began: str, sent_at: str, on: dt.date, standing: tuple[object, ...]
) -> None:
    settings, area = sample_settings(sample_url), area_number(sample_url, "15")
    published(settings, upload("a.xlsx", figures=[figure(area, 9, year=2022)]))
    engine = writing_engine(sample_url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE load SET loaded_at = '{began}T00:00:00Z' WHERE id = 1"))
        connection.execute(text(f"UPDATE submission SET made_at = '{sent_at}T05:00:00Z'"))
    engine.dispose()
    with reading(sample_url) as connection, Session(connection) as session:
        rows = report_standing(session, **PROVINCES, year=2022, report="review", on=on).set_index("code")
    sender = rows.loc["15"]
    assert sender["standing"] == standing[0]
    known = [fact for fact in (sender["sent_on"], sender["days"]) if pd.notna(fact)]
    assert known == [fact for fact in standing[1:3] if fact is not None]
    silent = rows.drop(index="15")
    assert set(silent["standing"]) == {standing[3]}
    assert silent.loc[silent["standing"] == "overdue", "days"].isin([6]).all()


def test_figures_of_published_documents_count_as_known_and_not_as_sent(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        rows = report_standing(session, **PROVINCES, year=2021, report="review", on=DAY)
    counts = rows["standing"].value_counts().to_dict()
    assert set(counts) == {"recorded", "absent"}
    assert sum(counts.values()) == 63
    assert 0 < counts["recorded"] < counts["absent"]


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_the_nation_implies_other_households_than_its_six_regions_together(
    shipped_store: Store, year: int
) -> None:
    with shipped_store.session() as session:
        found = contradicting_denominators(session, vintage="v2008", year=year)
        alone = nation_apart_from_its_parts(session, vintage="v2008", year=year)
    at_nation = found[(found["level"] == "nation") & (found["kind"] == "parts")]
    pd.testing.assert_frame_equal(alone, at_nation.reset_index(drop=True))
    told = {row["indicator_code"]: row for row in at_nation.to_dict("records")}
    row = told["multidimensional_poverty_rate"]
    # Plain sums over the rows of the file.
    regions = [implied(code, year) for code in ("nmm", "rrd", "ncc", "ch", "se", "mrd")]
    nation = implied("VN", year)
    assert row["said"] == pytest.approx(nation[0])
    # Of several rates of a region the least open one counts, so a few hundred households may differ.
    assert row["expected"] == pytest.approx(sum(region[0] for region in regions), rel=1e-4)
    assert row["parts"] == 6
    # Rounding does not explain it.
    least, most = (sum(region[number] for region in regions) for number in (1, 2))
    assert nation[2] < least or nation[1] > most
    by_regions = 100 * told["poor_household_rate"]["count"] / row["expected"]
    assert round(by_regions, 2) == {2022: 3.94, 2023: 3.02, 2024: 2.17}[year]


def implied(area: str, year: int) -> tuple[float, float, float]:
    """The households that a rate of the poor and near-poor implies, and what rounding leaves open."""
    cells = {}
    with (FIGURES / "review_results.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if (row["area_code"], row["year"], row["status"]) == (area, str(year), "final"):
                cells[row["indicator_code"]] = row
    of_rate = cells["multidimensional_poverty_rate"]
    rate, half = float(of_rate["value"]), 0.5 * 0.1 ** int(of_rate["decimals"])
    count = float(cells["poor_and_near_poor_households"]["value"])
    return 100 * count / rate, 100 * (count - 0.5) / (rate + half), 100 * (count + 0.5) / (rate - half)


def test_registered_households_far_from_the_census_are_told(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = contradicting_denominators(session, vintage="v2008", year=2019)
    assert found[["kind", "code", "indicator_code"]].values.tolist() == [
        ["census", "74", "poor_household_rate"]
    ]
    with (FIGURES / "census_2019.csv").open(encoding="utf-8-sig", newline="") as lines:
        (census,) = (
            float(row["value"])
            for row in csv.DictReader(lines)
            if (row["indicator_code"], row["area_code"]) == ("census_households", "74")
        )
    assert found["expected"].tolist() == [pytest.approx(census)]
    assert found["said"].tolist() == [pytest.approx(100 * 3806 / 1.31)]
