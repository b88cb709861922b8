"""The embedded programmes, money, targets and outcomes held to totals written out here."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data_access.models.money import FUND_WITHIN, PLANS_TOGETHER, STAGES

DATA = Path(__file__).parents[3] / "data"
BILLION = 10**9
OWN, INTEGRATED = "NTP-SPR-2125", "NTP-INT-2635"
Row = dict[str, str]
Key = tuple[Any, ...]
ROWS_BY_FILE = {
    "programmes.csv": 5,
    "projects.csv": 23,
    "lineage.csv": 11,
    "measures.csv": 80,
    "money.csv": 510,
    "outcomes.csv": 61,
    "targets.csv": 28,
}
# Rows that no figure stands for: the split of the plan by fund, what Sơn La carried over, Nghệ An's rank.
BEYOND_FIGURES = {"money.csv": 5, "outcomes.csv": 1, "targets.csv": 0}
FIGURE_FILES = ("programme_funding", "programme_outcomes", "programme_targets", "local_targets_and_credit")
# A rate has no money without its base, and a share is of a total: both stay figures only.
LEFT_TO_FIGURES = 16
UNITS = {"billion_vnd": BILLION, "million_vnd_per_year": 10**6}
ALIASES = {"vocational_trainees_per_year": "vocational_trainees"}
AMOUNTS = ("amount_vnd", "amount_min_vnd", "amount_max_vnd")
VALUES = ("value", "value_min", "value_max")


@cache
def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def programme_rows(name: str) -> list[Row]:
    return rows(f"programmes/{name}")


def figures() -> list[Row]:
    return [row for name in FIGURE_FILES for row in rows(f"figures/{name}.csv")]


def money(**wanted: str) -> list[Row]:
    found = [row for row in programme_rows("money.csv") if all(row[k] == v for k, v in wanted.items())]
    assert found, wanted
    return found


def plan(fund: str, programme: str = OWN) -> int:
    (row,) = money(programme_code=programme, area_code="VN", fund=fund, stage="planned")
    return int(row["amount_vnd"])


def place(row: Row) -> Key:
    return row["source_code"], row["vintage"], row["level"], row["area_code"]


def period(row: Row) -> Key:
    if "year" in row:
        return row["period_from"] or row["year"], row["year"]
    return row["period_from"], row["period_to"]


def numbers(row: Row, columns: Iterable[str], scale: int = 1) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(row[column]) * scale if row[column] else None for column in columns)


def test_files_have_their_rows() -> None:
    assert {name: len(programme_rows(name)) for name in ROWS_BY_FILE} == ROWS_BY_FILE


def test_the_plan_of_2021_to_2025_is_75000_billion_and_its_parts_make_it() -> None:
    assert plan("total") == 75_000 * BILLION
    parts = [plan(fund) for fund in ("central", "local", "mobilised")]
    assert parts == [48_000 * BILLION, 12_690 * BILLION, 14_310 * BILLION]
    assert sum(parts) == plan("total")
    assert plan("central_development") + plan("central_recurrent") == plan("central")
    assert plan("local_development") + plan("local_recurrent") == plan("local")


def test_the_integrated_programme_has_its_own_money() -> None:
    parts = [plan(fund, INTEGRATED) for fund in ("central", "local", "policy_credit")]
    assert sum(parts) == plan("state_budget", INTEGRATED) == 423_000 * BILLION
    assert plan("total", INTEGRATED) == 1_044_000 * BILLION


def test_lac_son_has_what_its_article_names() -> None:
    found = {
        (row["project_code"], row["period_from"], row["period_to"]): (row["amount_vnd"], row["qualifier"])
        for row in money(area_code="157", scope="programme")
    }
    assert found == {
        ("", "2022", "2023"): ("26000000000", "exact"),
        ("P6.1", "2023", "2023"): ("1500000000", "more_than"),
        ("P6.2", "2023", "2023"): ("460000000", "more_than"),
    }
    (own,) = money(area_code="157", scope="own_budget")
    assert (own["amount_min_vnd"], own["amount_max_vnd"]) == ("400000000", "500000000")
    assert (own["each_year"], own["fund"], own["programme_code"]) == ("1", "local", "")
    (classes,) = (row for row in programme_rows("outcomes.csv") if row["area_code"] == "157")
    wanted = ("measure_code", "value", "qualifier", "each_year")
    assert [classes[name] for name in wanted] == ["vocational_classes", "20", "about", "1"]


def test_nghe_an_has_its_policy_credit_with_rank_and_growth() -> None:
    found = {
        row["measure_code"]: (row["amount_vnd"] or row["value"], row["as_of"])
        for row in programme_rows("outcomes.csv")
        if row["area_code"] == "40" and row["measure_code"].startswith("vbsp")
    }
    assert found == {
        "vbsp_total_policy_credit_capital": ("12140000000000", "2023-09-30"),
        "vbsp_policy_credit_rank": ("4", "2023-09-30"),
        "vbsp_policy_credit_growth": ("11.6", "2023-09-30"),
    }


def test_housing_starts_in_2023_in_26_provinces_and_poor_districts_only() -> None:
    (project,) = (row for row in programme_rows("projects.csv") if row["code"] == "P5")
    assert (project["applies_from"], project["applies_in"]) == ("2023", "poor_districts")
    (provinces,) = (
        row
        for row in programme_rows("outcomes.csv")
        if row["measure_code"] == "provinces_with_project_5_housing"
    )
    assert provinces["value"] == "26"


def test_approximate_money_says_so() -> None:
    (to_date,) = money(programme_code=OWN, area_code="VN", fund="central", stage="assigned")
    assert (to_date["amount_vnd"], to_date["qualifier"]) == ("44600000000000", "about")


def test_money_of_the_three_programmes_together_belongs_to_none() -> None:
    together = money(scope="three_programmes")
    assert {row["programme_code"] for row in together} == {""}
    assert len(together) == 14
    assert {row["stage"] for row in money(scope="programme")} == {"planned", "assigned"}
    assert {row["scope"] for row in money(stage="disbursed")} == {"three_programmes"}
    assert {row["scope"] for row in money(area_code="three-ntps")} == {"three_programmes"}


def test_amounts_are_whole_numbers_of_dong() -> None:
    for row in programme_rows("money.csv") + programme_rows("outcomes.csv"):
        assert all(row[name] == "" or row[name].isdigit() for name in AMOUNTS), row
    is_money = {row["code"] for row in programme_rows("measures.csv") if row["is_money"] == "1"}
    for row in programme_rows("outcomes.csv"):
        assert bool(row["amount_vnd"]) == (row["measure_code"] in is_money), row


def test_funds_and_stages_are_known() -> None:
    assert {row["fund"] for row in programme_rows("money.csv")} <= set(FUND_WITHIN)
    assert {row["stage"] for row in programme_rows("money.csv")} == set(STAGES)


def test_every_reference_resolves() -> None:
    known = {
        "source_code": {row["code"] for row in rows("sources.csv")},
        "programme_code": {row["code"] for row in programme_rows("programmes.csv")},
        "project_code": {row["code"] for row in programme_rows("projects.csv")},
        "measure_code": {row["code"] for row in programme_rows("measures.csv")},
        "indicator_code": {row["code"] for row in rows("indicators.csv")},
    }
    for name in ROWS_BY_FILE:
        for row in programme_rows(name):
            for column in row:
                ends = [end for end in known if column.endswith(end)]
                assert not ends or row[column] in known[ends[0]] | {""}, (name, column, row[column])


def test_projects_are_seven_with_their_sub_projects_and_parents_stand_first() -> None:
    own = [row for row in programme_rows("projects.csv") if row["programme_code"] == OWN]
    assert [row["code"] for row in own if not row["parent_code"]] == [f"P{n}" for n in range(1, 8)]
    assert Counter(row["parent_code"] for row in own if row["parent_code"]) == {
        **{"P1": 2, "P3": 2, "P4": 3, "P6": 2, "P7": 2}
    }
    seen: set[str] = set()
    for row in own:
        assert row["parent_code"] in seen | {""}
        seen.add(row["code"])


def test_names_that_were_only_recalled_are_not_confirmed() -> None:
    doubtful = [row["code"] for row in programme_rows("projects.csv") if row["confirmed"] == "0"]
    assert doubtful == ["DA1", "DA2", "DA3", "DA4", "DA5", "P1.1", "P1.2", "P7.1", "P7.2"]
    by_content = [row for row in programme_rows("lineage.csv") if row["confirmed"] == "0"]
    assert all(row["from_project_code"] for row in by_content)


def measured(row: Row) -> str:
    return ALIASES.get(row["indicator_code"], row["indicator_code"])


def expected(kind: str) -> Counter[Key]:
    """What figures say of money, targets or outcomes: source, area, period, numbers in the same unit."""
    units = {row["code"]: row["unit"] for row in rows("indicators.csv")}
    measures = {row["code"] for row in programme_rows("measures.csv")}
    found: Counter[Key] = Counter()
    for row in figures():
        unit, code = units[row["indicator_code"]], measured(row)
        of = "outcome" if code in measures else "target" if code.startswith("target_") else "money"
        if of == kind and not (of == "money" and unit != "billion_vnd"):
            name = "" if of == "money" else code
            scaled = numbers(row, VALUES, UNITS.get(unit, 1))
            found[name, *place(row), *period(row), row["qualifier"], row["status"], scaled] += 1
    return found


def laid_out(name: str, code: str) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for row in programme_rows(name):
        # Plans of several programmes together are held to their figures in test_shipped_budget.
        if row.get("scope") in PLANS_TOGETHER:
            continue
        values = numbers(row, AMOUNTS) if row.get("amount_vnd") or row.get("amount_min_vnd") else None
        told = values or numbers(row, VALUES)
        named = row[code] if code else ""
        found[named, *place(row), *period(row), row["qualifier"], row.get("status", "target"), told] += 1
    return found


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("money", "money.csv", ""),
        ("outcome", "outcomes.csv", "measure_code"),
        ("target", "targets.csv", "indicator_code"),
    ],
)
def test_every_figure_of_money_results_and_targets_is_laid_out_and_agrees(
    kind: str, name: str, code: str
) -> None:
    from_figures, here = expected(kind), laid_out(name, code)
    assert from_figures - here == Counter()
    assert (here - from_figures).total() == BEYOND_FIGURES[name]


def test_only_rates_and_shares_stay_figures_alone() -> None:
    left = len(figures()) - sum(expected(kind).total() for kind in ("money", "outcome", "target"))
    assert left == LEFT_TO_FIGURES
    units = {row["code"]: row["unit"] for row in rows("indicators.csv")}
    funding = {row["indicator_code"] for row in rows("figures/programme_funding.csv")}
    alone = {code for code in funding if units[code] != "billion_vnd"}
    assert {units[code] for code in alone} == {"percent"}


def test_notes_come_in_both_languages_and_text_is_nfc() -> None:
    for name in ROWS_BY_FILE:
        for row in programme_rows(name):
            for column in row:
                if column.endswith("_vi"):
                    assert bool(row[column]) == bool(row[column.removesuffix("vi") + "en"]), (name, row)
                assert unicodedata.is_normalized("NFC", row[column]), (name, row)
