"""The shipped sources: what their addresses lead to, and how many figures have none of their document."""

import csv
from collections import Counter
from functools import cache
from urllib.parse import urlsplit

import pytest

from data_access.models.source import ADDRESSES
from data_access.store.settings import ROOT

DATA = ROOT / "data"
# How many figures point to less than their document; each number may only fall.
MOST_FIGURES = {"site": 5, "list": 15, "": 119}


@cache
def sources() -> tuple[dict[str, str], ...]:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def figures_by_source() -> Counter[str]:
    counted: Counter[str] = Counter()
    for path in (DATA / "figures").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            counted.update(row["source_code"] for row in csv.DictReader(file))
    return counted


def is_home_page(address: str) -> bool:
    """Say whether an address leads to a site and to nothing in it."""
    parts = urlsplit(address)
    return bool(address) and parts.path.strip("/") == "" and not parts.query


def test_every_address_says_what_it_leads_to_and_when_it_was_read() -> None:
    with_address = [row for row in sources() if row["url"]]
    assert [row["code"] for row in with_address if row["address_of"] not in ADDRESSES] == []
    assert [row["code"] for row in with_address if not row["read_on"]] == []
    assert [row["code"] for row in sources() if row["address_of"] and not row["url"]] == []


def test_a_home_page_is_called_one() -> None:
    assert [r["code"] for r in sources() if is_home_page(r["url"]) and r["address_of"] != "site"] == []


@pytest.mark.parametrize("leads_to", MOST_FIGURES)
def test_figures_without_an_address_of_their_document_only_become_fewer(leads_to: str) -> None:
    codes = [row["code"] for row in sources() if row["address_of"] == leads_to]
    assert sum(figures_by_source()[code] for code in codes) <= MOST_FIGURES[leads_to]


def test_every_publisher_has_a_name_for_english_readers() -> None:
    assert [row["code"] for row in sources() if bool(row["publisher"]) != bool(row["publisher_en"])] == []
