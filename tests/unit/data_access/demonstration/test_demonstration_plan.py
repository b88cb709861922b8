"""The invented plan of the provinces makes the published plan of the nation, to the đồng."""

import csv
from functools import cache

import numpy as np

from data_access.demonstration.geography import Geography
from data_access.demonstration.households import Provinces
from data_access.demonstration.money.plan import (
    BILLIONS,
    DEVELOPMENT,
    FUNDS,
    IN_POOR_AREAS,
    LEAVES,
    MILLION,
    Plan,
    plan_in_millions,
)
from data_access.demonstration.published import reviews
from data_access.store.settings import ROOT

DATA = ROOT / "data"
BILLION = 10**9


def published() -> dict[str, int]:
    with (DATA / "programmes" / "money.csv").open(encoding="utf-8", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["programme_code"] == "NTP-SPR-2125"]
    plan = [row for row in rows if (row["area_code"], row["stage"]) == ("VN", "planned")]
    return {row["fund"]: int(row["amount_vnd"]) for row in plan}


@cache
def by_province() -> dict[str, np.ndarray]:
    geography = Geography(DATA)
    plan = Plan(geography, Provinces(geography, reviews(DATA)))
    return {old: plan.of(old) for codes in geography.successors.values() for old in codes}


def test_provinces_make_the_published_plan_by_fund() -> None:
    assert len(by_province()) == 63
    nation = sum(by_province().values())
    assert nation.dtype == np.int64  # type: ignore[union-attr]
    sums = dict(zip(FUNDS, np.sum(nation, axis=0).tolist(), strict=True))
    told = published()
    assert {fund: amount * MILLION for fund, amount in sums.items()} == {fund: told[fund] for fund in FUNDS}
    assert sum(sums.values()) * MILLION == told["total"] == 75_000 * BILLION
    assert (np.asarray(nation) == plan_in_millions()).all()


def test_development_money_is_what_was_published() -> None:
    development = sum(BILLIONS[leaf][0] for leaf in DEVELOPMENT)
    recurrent = sum(amounts[0] for leaf, amounts in BILLIONS.items() if leaf not in DEVELOPMENT)
    local = sum(BILLIONS[leaf][1] for leaf in DEVELOPMENT)
    told = published()
    assert development * BILLION == told["central_development"]
    assert recurrent * BILLION == told["central_recurrent"]
    assert local * BILLION == told["local_development"]


def test_provinces_without_a_poor_area_have_no_money_of_its_projects() -> None:
    # Hà Nội and Cần Thơ have neither a poor district nor a disadvantaged coastal commune.
    for code in ("01", "92"):
        for leaf in IN_POOR_AREAS:
            assert not by_province()[code][list(LEAVES).index(leaf)].any()
    assert by_province()["20"][list(LEAVES).index("P5")].any()
