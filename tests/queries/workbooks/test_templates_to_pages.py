"""Every kind of template from the office to the pages and back: filled, checked, published, seen, undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from data_access.loads import Upload, publish, submit, undo
from data_access.money.money_question import MoneyQuestion
from data_access.queries.figures import figures_of_area
from data_access.queries.hierarchy import area_classes
from data_access.queries.livelihoods import livelihood_models
from data_access.queries.money import money
from data_access.queries.outcomes import OutcomeQuestion, outcomes
from data_access.queries.sources import sources
from data_access.queries.targets import targets
from data_access.store.opening import Store, open_store
from data_access.store.settings import ROOT, StoreSettings
from data_access.workbooks import Choice, Gazetteer, check, read_upload
from tests.queries.conftest import DATABASES, throwaway, written
from tests.queries.filled_templates import LAC_SON, YEAR, filled
from tests.queries.office import BY, shown

PLACE: dict[str, Any] = {"vintage": "v2008", "level": "district", "code": LAC_SON}


class Office:
    """A store that is written to, with all that checking a file needs."""

    def __init__(self, url: URL, folder: Path) -> None:
        self.url, self.file = url, folder / "upload"
        self.settings = StoreSettings(database_url=written(url), data_dir=ROOT / "data", var_dir=folder)
        self.store: Store = open_store(self.settings)
        with self.store.session() as session:
            self.gazetteer = Gazetteer(session)
        self.before = shown(url)

    def send(self, kind: str) -> int:
        with self.store.session() as session:
            content = filled(session, kind)
            self.file.write_bytes(content)
            checked = check(
                session, read_upload(self.file, f"{kind}.xlsx", Choice(kind)), gazetteer=self.gazetteer
            )
        assert not checked.blocked, checked.findings[["code", "cell", "facts"]].to_dict("records")
        return submit(self.settings, Upload(f"{kind}.xlsx", content, checked.kind, checked.rows), BY)


@pytest.fixture(scope="module", params=DATABASES)
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with throwaway(request, folder, "shipped") as url:
        office = Office(url, folder)
        yield office
        office.store.engine.dispose()


def _figure(session: Session, indicator: str) -> list[Any]:
    found = figures_of_area(session, indicator, **PLACE)
    return found.loc[found["year"] == YEAR, "value"].tolist()


def _money(session: Session) -> list[Any]:
    question = MoneyQuestion(**PLACE, programme="NTP-SPR-2125", project="P1", stage="assigned")
    return money(session, question)["amount_vnd"].tolist()


def _named(found: pd.DataFrame, column: str, value: str, told: str) -> list[Any]:
    return found.loc[found[column] == value, told].tolist()


def seen(session: Session, kind: str) -> list[Any]:
    """What the query of a page answers of the thing that a template of this kind told."""
    answers = {
        "money": lambda: _money(session),
        "outcomes": lambda: outcomes(
            session, OutcomeQuestion(**PLACE, measure="community_production_projects")
        )["value"].tolist(),
        "targets": lambda: targets(session, **PLACE)["value"].tolist(),
        "models": lambda: _named(livelihood_models(session), "code", "LS-01", "participants_poor"),
        "area_classes": lambda: _named(
            area_classes(session), "class_code", "poor_district_of_the_office", "code"
        ),
        "sources": lambda: _named(sources(session), "code", "qd-99-2024", "doc_number"),
    }
    return answers[kind]()


EXPECTED = {
    "money": 1_500_500_000,
    "outcomes": 12,
    "targets": 3,
    "models": 12,
    "area_classes": LAC_SON,
    "sources": "99/QĐ-UBND",
}
# One figure of each form, of every group of layout: counts, flows, lacks, shares, groups, peoples, causes.
OF_FORMS = {
    "form_1": ("poor_households", 100),
    "form_2": ("households_newly_poor", 10),
    "form_3": ("households_newly_near_poor", 3),
    "form_4": ("poor_deprived_water", 33),
    "form_5": ("poor_deprived_water_share", 33),
    "form_6": ("near_poor_deprived_water", 8),
    "form_7": ("near_poor_deprived_water_share", 8),
    "form_8": ("poor_households_without_labour", 20),
    "form_9": ("poor_households_of_muong", 50),
    "form_10": ("poor_cause_capital", 20),
    "form_11": ("poor_children", 80),
    "form_12": ("poor_household_rate_ethnic_minority", 10),
    "form_13": ("near_poor_household_rate", 5),
    "review": ("poor_households_headed_by_women", 30),
    "figures": ("poor_household_rate", 9.5),
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_records_go_from_the_template_to_the_pages_and_back(office: Office, kind: str) -> None:
    number = office.send(kind)
    with office.store.session() as session:
        assert EXPECTED[kind] not in seen(session, kind)
    publish(office.settings, number, BY)
    with office.store.session() as session:
        assert EXPECTED[kind] in seen(session, kind)
    undo(office.settings, number, BY)
    assert shown(office.url) == office.before


# On both databases one form of each way of reading, and all of them in one workbook; the others on SQLite:
# what stands in a file is the same whatever the database.
ON_BOTH = ("form_1", "form_5", "form_9", "review", "figures")
FORMS_ON = [
    (database, kind) for database in DATABASES for kind in OF_FORMS if database == "sqlite" or kind in ON_BOTH
]


@pytest.mark.parametrize(("office", "kind"), FORMS_ON, indirect=["office"], scope="module")
def test_figures_of_forms_go_from_the_template_to_the_pages_and_back(office: Office, kind: str) -> None:
    indicator, value = OF_FORMS[kind]
    number = office.send(kind)
    publish(office.settings, number, BY)
    with office.store.session() as session:
        assert _figure(session, indicator) == [value]
    undo(office.settings, number, BY)
    assert shown(office.url) == office.before
