"""The life of a load: what each step does, what it is refused for, and that undo leaves no trace."""

import random
import shutil
from dataclasses import replace as with_changes
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from data_access.loads import (
    LoadRefused,
    audit_log,
    keep_draft,
    kept_part,
    ledger,
    publish,
    send_back,
    submit,
    submit_checked,
    undo,
)
from data_access.queries.figures import figures_of_area, other_reports
from data_access.queries.loads import newest_content
from data_access.queries.sources import store_load_number
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE
from tests.queries.office import (
    BY,
    area_number,
    everything,
    figure,
    money,
    published,
    sample_settings,
    shown,
    source,
    upload,
)

HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    return sample_settings(sample_url)


@pytest.fixture
def ha_giang(settings: StoreSettings, sample_url: URL) -> int:
    return area_number(sample_url, "02")


def answers(url: URL, question: Any) -> Any:
    engine = reading_engine(url)
    with Session(engine) as session:
        answer = question(session)
    engine.dispose()
    return answer


def values(url: URL) -> list[float]:
    return [
        float(value)
        for value in answers(url, lambda s: figures_of_area(s, "poor_rate", **HA_GIANG))["value"].tolist()
    ]


def edition(url: URL) -> tuple[int, str]:
    return answers(url, store_load_number), answers(url, newest_content)


def test_a_submission_is_read_by_nobody_until_it_is_published(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    before, first = shown(sample_url), edition(sample_url)
    number = submit(settings, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]), BY)
    assert (shown(sample_url), edition(sample_url)) == (before, first)
    publish(settings, number, "Páo")
    assert values(sample_url) == [18.54, 30.5]
    others = answers(sample_url, lambda s: other_reports(s, "poor_rate", **HA_GIANG))
    assert others["value"].tolist() == [37.08, 37.0, 36.9, 21.0]
    assert edition(sample_url)[0] == 2
    undo(settings, number, "Páo")
    assert shown(sample_url) == before
    assert edition(sample_url)[0] == 3


def test_the_ledger_tells_every_step_and_the_log_what_changed(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = upload("a.xlsx", b"as it was sent", figures=[figure(ha_giang, 30.5)])
    number = keep_draft(settings, with_changes(sent, warnings=2, findings=["jump"]), BY)
    submit_checked(settings, number, BY)
    publish(settings, number, "Páo")
    undo(settings, number, "Páo", "sai kỳ")
    (row,) = answers(sample_url, ledger).to_dict("records")
    assert (row["state"], row["made_by"], row["decided_by"], row["reason"]) == (
        "withdrawn",
        BY,
        "Páo",
        "sai kỳ",
    )
    assert (row["row_count"], row["warnings"], row["load_id"]) == (1, 2, 2)
    assert answers(sample_url, lambda s: kept_part(s, number, "original")) == b"as it was sent"
    assert answers(sample_url, lambda s: kept_part(s, number, "findings")) == b'["jump"]'
    log = answers(sample_url, audit_log)
    assert log["what"].tolist() == ["withdrawn", "published", "submitted", "checked", "embedded"]
    assert '"state": "submitted"' in log["state_before"][1]
    assert '"state": "published"' in log["state_after"][1]


def test_the_log_of_changes_can_neither_be_changed_nor_shortened(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    submit(settings, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]), BY)
    engine = writing_engine(sample_url)
    for statement in ("DELETE FROM audit", "UPDATE audit SET who = 'nobody'"):
        with pytest.raises(DBAPIError, match="log of changes"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()
    assert answers(sample_url, audit_log)["what"].tolist() == ["submitted", "checked", "embedded"]


def test_the_same_file_is_told_until_it_is_sent_back_or_withdrawn(
    settings: StoreSettings, ha_giang: int
) -> None:
    sent = upload("a.xlsx", figures=[figure(ha_giang, 30.5)])
    number = submit(settings, sent, BY)
    with pytest.raises(LoadRefused) as raised:
        submit(settings, with_changes(sent, name="b.xlsx"), "Another")
    facts = raised.value.facts
    assert (facts["reason"], facts["earlier"], facts["by"]) == ("same_file", str(number), BY)
    send_back(settings, number, "Páo", "thiếu chữ ký")
    assert submit(settings, sent, BY) == number + 1


def test_steps_out_of_order_are_refused_and_change_nothing(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = upload("a.xlsx", figures=[figure(ha_giang, 30.5)])
    draft = keep_draft(settings, with_changes(sent, errors=3), BY)
    before = shown(sample_url)

    def reason(action: Any, *given: Any) -> str:
        with pytest.raises(LoadRefused) as raised:
            action(settings, *given)
        return raised.value.facts["reason"]

    assert reason(publish, draft, BY) == "wrong_state"
    assert reason(undo, draft, BY) == "wrong_state"
    assert reason(submit_checked, draft, BY) == "wrong_state"
    assert reason(publish, 99, BY) == "unknown"
    assert reason(submit, with_changes(sent, content=b"x", errors=1), BY) == "has_errors"
    assert reason(submit, upload("empty.xlsx"), BY) == "no_rows"
    assert reason(submit, upload("b.xlsx", figures=[figure(ha_giang, 1.0)]), "  ") == "no_name"
    assert reason(send_back, draft, BY, " ") == "no_reason"
    assert shown(sample_url) == before
    assert len(answers(sample_url, ledger)) == 1


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"indicator_code": "no_such"}, "dangling"),
        ({"area_id": 987654}, "dangling"),
        ({"source_code": "no-such"}, "dangling"),
        ({"status": "guessed"}, "rejected"),
        ({"value": None}, "rejected"),
    ],
)
def test_rows_that_cannot_be_stored_are_refused_whole(
    settings: StoreSettings, sample_url: URL, ha_giang: int, given: dict[str, Any], reason: str
) -> None:
    before = shown(sample_url)
    rows = [figure(ha_giang, 30.5, year=2019), figure(ha_giang, 31.5) | given]
    number = submit(settings, upload("a.xlsx", figures=rows), BY)
    with pytest.raises(LoadRefused) as raised:
        publish(settings, number, BY)
    assert raised.value.facts["reason"] == reason
    assert shown(sample_url) == before
    assert answers(sample_url, ledger)["state"].tolist() == ["submitted"]


def test_what_a_file_supersedes_goes_with_it_and_comes_back_with_its_undo(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    first = published(
        settings, upload("a.xlsx", figures=[figure(ha_giang, 30.5), figure(ha_giang, 9, year=2019)])
    )
    before = shown(sample_url)
    better = with_changes(upload("b.xlsx", figures=[figure(ha_giang, 31.5)]), supersedes=first)
    second = published(settings, better)
    assert values(sample_url) == [18.54, 31.5]
    assert answers(sample_url, ledger)["state"].tolist() == ["published", "superseded"]
    undo(settings, second, BY)
    assert shown(sample_url) == before
    assert answers(sample_url, ledger)["state"].tolist() == ["withdrawn", "published"]


def test_a_file_that_tells_every_row_of_an_earlier_one_takes_its_place(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    old = [figure(ha_giang, 30.5), figure(ha_giang, 9, year=2019)]
    first = published(settings, upload("a.xlsx", figures=old, money=[money(ha_giang, 5)]))
    before = shown(sample_url)
    own = {"source_code": "own"}
    part = upload("part.xlsx", figures=[figure(ha_giang, 31.0)])
    other_kind = with_changes(upload("kind.xlsx", figures=old, money=[money(ha_giang, 6)]), kind="figures")
    survey = upload(
        "survey.xlsx", money=[money(ha_giang, 6)], figures=[row | {"source_kind": "survey"} for row in old]
    )
    for beside in (part, other_kind, survey):
        number = published(settings, beside)
        assert answers(sample_url, ledger).set_index("id")["state"][first] == "published", beside.name
        undo(settings, number, BY)
    rows = [row | own | {"value": row["value"] + 1} for row in [*old, figure(ha_giang, 7, year=2021)]]
    newer = upload("b.xlsx", sources=[source("own")], figures=rows, money=[money(ha_giang, 6) | own])
    # The whole review in one workbook tells what one of its forms told.
    newer = with_changes(newer, kind="review")
    second = published(settings, newer)
    found = answers(sample_url, ledger).set_index("id")
    assert (found["state"][first], found["supersedes"][second]) == ("superseded", first)
    assert 31.5 in values(sample_url)
    undo(settings, second, BY)
    assert shown(sample_url) == before
    assert answers(sample_url, ledger).set_index("id")["state"][first] == "published"


def test_a_correction_that_names_the_same_source_is_shown(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    published(settings, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]))
    published(settings, upload("b.xlsx", figures=[figure(ha_giang, 31.5)]))
    assert values(sample_url) == [18.54, 31.5]


def test_every_kind_of_row_is_published_and_undone(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    before = shown(sample_url)
    number = published(settings, everything("a.xlsx", ha_giang, 1))
    after = shown(sample_url)
    for table in ("source", "area_class", "figure", "coverage", "money", "outcome", "livelihood_model"):
        assert len(after[table]) > len(before[table]), table
    undo(settings, number, BY)
    assert shown(sample_url) == before


@pytest.mark.parametrize("seed", range(2))
def test_publishing_and_undoing_in_any_order_leaves_no_trace(
    settings: StoreSettings, sample_url: URL, ha_giang: int, seed: int, sample_file: Path, tmp_path: Path
) -> None:

    chance = random.Random(seed)
    standing: dict[int, Any] = {}
    for salt in range(5):
        sent = everything(f"{salt}.xlsx", ha_giang, salt)
        standing[published(settings, sent)] = sent
        while standing and chance.random() < 0.6:
            gone = chance.choice(list(standing))
            undo(settings, gone, BY)
            del standing[gone]
    other = URL.create("sqlite", database=str(shutil.copy(sample_file, tmp_path / "never.sqlite")))
    never = sample_settings(other)
    for sent in standing.values():
        published(never, sent)
    assert shown(sample_url) == shown(other)


def test_newer_embedded_data_keep_what_offices_published(
    settings: StoreSettings, sample_url: URL, ha_giang: int, sample_file: Path, tmp_path: Path
) -> None:
    number = published(settings, everything("a.xlsx", ha_giang, 1))
    with_load = shown(sample_url)
    changed = Path(shutil.copytree(SAMPLE, tmp_path / "changed"))
    path = changed / "figures" / "review.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("37.08", "38.5"), encoding="utf-8")
    newer = settings.model_copy(update={"data_dir": changed})
    open_store(newer).engine.dispose()
    after = shown(sample_url)
    assert {table for table in after if after[table] != with_load[table]} == {"figure"}
    assert sorted(set(after["figure"]) ^ set(with_load["figure"]))[0].count("37.08") == 1
    undo(newer, number, BY)
    other = URL.create("sqlite", database=str(shutil.copy(sample_file, tmp_path / "never.sqlite")))
    never = sample_settings(other).model_copy(update={"data_dir": changed})
    open_store(never).engine.dispose()
    assert shown(sample_url) == shown(other)


def test_frames_of_unknown_targets_are_a_mistake_of_the_program(settings: StoreSettings) -> None:
    with pytest.raises(ValueError, match="people"):
        submit(settings, with_changes(upload("a.xlsx"), rows={"people": pd.DataFrame({"name": ["x"]})}), BY)
