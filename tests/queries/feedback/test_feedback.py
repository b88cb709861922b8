"""The log of feedback: who may enter and answer, what is refused, what is listed and counted."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, add_account, give_grant
from data_access.acting import Actor, acting
from data_access.feedback.entering import FeedbackRefused, Said, answer, enter, withdraw
from data_access.feedback.reading import (
    COUNT_COLUMNS,
    FEEDBACK_COLUMNS,
    feedback_counts,
    feedback_list,
    units_of_today,
)
from data_access.keeping.backup import back_up
from data_access.loads.changing import changing
from data_access.office_work.places import Place, areas_of
from data_access.store.opening import Store
from data_access.store.settings import StoreSettings
from tests.queries.office import BY, reading, sample_settings

HA_GIANG, YEN_BAI = Place("v2008", "province", "02"), Place("v2008", "province", "15")
TODAY = dt.date(2026, 11, 30)
DAY = dt.date(2026, 11, 20)
Answer = TypeVar("Answer")


@pytest.fixture
def store(sample_url: URL) -> StoreSettings:
    """A store without accounts."""
    return sample_settings(sample_url)


@pytest.fixture
def offices(store: StoreSettings) -> StoreSettings:
    """A store with an officer of each of two provinces, a reader and an auditor."""
    with changing(store) as connection:
        for login, grant in (
            ("mai", Grant("officer", *HA_GIANG)),
            ("pao", Grant("officer", *YEN_BAI)),
            ("reader", Grant("reader", *NATION)),
            ("auditor", Grant("auditor", *NATION)),
        ):
            give_grant(connection, add_account(connection, login, login.title(), None, BY), grant, BY)
    return store


@pytest.fixture
def mai() -> Iterator[None]:
    with acting(Actor(account="mai")):
        yield


def said(**given: Any) -> Said:
    facts: dict[str, Any] = {"kind": "support", "sender": "citizen", "place": HA_GIANG, "office": YEN_BAI}
    facts |= {"received_on": DAY, "text": "Tiền hỗ trợ nhà ở đợt 2 chưa về thôn."}
    return Said(**(facts | given))


def asked(store: StoreSettings, question: Callable[..., Answer], *given: Any, **named: Any) -> Answer:
    with reading(store.url()) as connection, Session(connection) as session:
        return question(session, *given, **named)


def as_of(login: str, action: Callable[..., Answer], *given: Any) -> Answer:
    with acting(Actor(account=login)):
        return action(*given)


def refused(action: Callable[..., object], *given: Any) -> str:
    with pytest.raises(FeedbackRefused) as caught:
        action(*given)
    return caught.value.facts["reason"]


def test_officer_enters_for_the_own_place_and_the_office_named_answers(offices: StoreSettings) -> None:
    number = as_of("mai", enter, offices, said(), BY, TODAY)
    rows = asked(offices, feedback_list, None, TODAY)
    assert dict(rows.dtypes.astype(str)) == FEEDBACK_COLUMNS
    row = rows.iloc[0]
    assert (row["id"], row["state"], row["full_name_vi"], row["days"]) == (
        number,
        "open",
        "Tỉnh Hà Giang",
        10,
    )
    assert row["office_full_name_vi"] == "Tỉnh Yên Bái"
    as_of("pao", answer, offices, number, "Đã chuyển tiền ngày 25/11/2026.", "Páo")
    row = asked(offices, feedback_list, None, TODAY).iloc[0]
    assert (row["state"], row["answer"]) == ("answered", "Đã chuyển tiền ngày 25/11/2026.")


@pytest.mark.parametrize("login", ["pao", "reader", "auditor"])
def test_nobody_enters_for_a_place_that_is_not_theirs(offices: StoreSettings, login: str) -> None:
    assert as_of(login, refused, enter, offices, said(), BY, TODAY) == "no_right"
    assert refused(enter, offices, said(), BY, TODAY) == "signed_out"
    assert asked(offices, feedback_list, None, TODAY).empty


@pytest.mark.parametrize("login", ["mai", "reader", "auditor"])
def test_nobody_answers_for_another_office(offices: StoreSettings, login: str) -> None:
    number = as_of("mai", enter, offices, said(), BY, TODAY)
    assert as_of(login, refused, answer, offices, number, "Đã trả lời.", BY) == "no_right"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"text": "Hộ ông Lò Văn Páo chưa được hỗ trợ"}, "personal_data"),
        ({"text": "Gọi 0912345678"}, "personal_data"),
        ({"text": "CCCD 002187001234"}, "personal_data"),
        ({"text": "  "}, "empty"),
        ({"received_on": TODAY + dt.timedelta(days=1)}, "bad_day"),
        ({"kind": "bottleneck"}, "no_cause"),
        ({"cause": "policy"}, "no_cause"),
        ({"office": Place("v2025", "province", "99")}, "unknown_area"),
    ],
)
def test_what_cannot_be_entered_is_refused_and_nothing_is_kept(
    store: StoreSettings, given: dict[str, Any], reason: str
) -> None:
    assert refused(enter, store, said(**given), BY, TODAY) == reason
    assert asked(store, feedback_list, None, TODAY).empty


def test_answer_with_a_name_is_refused_too_and_a_name_is_in_no_error(store: StoreSettings) -> None:
    number = enter(store, said(), BY, TODAY)
    with pytest.raises(FeedbackRefused) as caught:
        answer(store, number, "Đã hỗ trợ bà Lò Thị Mai", BY)
    assert "Mai" not in str(caught.value)


def test_bottleneck_has_a_cause_and_an_overlap_a_decision(store: StoreSettings) -> None:
    enter(store, said(kind="bottleneck", cause="policy"), BY, TODAY)
    overlap = enter(store, said(kind="overlap"), BY, TODAY)
    answer(store, overlap, "Hai khoản khác nội dung.", BY, "complementary")
    rows = asked(store, feedback_list, None, TODAY).set_index("kind")
    assert rows.loc["bottleneck", "cause"] == "policy"
    assert rows.loc["overlap", "decision"] == "complementary"


def test_withdrawn_text_is_gone_from_list_log_and_counts(store: StoreSettings, tmp_path: Path) -> None:
    number = enter(store, said(), BY, TODAY)
    answer(store, number, "Đã chuyển tiền.", BY)
    withdraw(store, number, BY, "Ghi nhầm nơi")
    row = asked(store, feedback_list, None, TODAY).iloc[0]
    assert row["state"] == "withdrawn"
    assert row[["said", "answer"]].isna().all()
    assert asked(store, feedback_counts, TODAY).empty
    assert refused(answer, store, number, "Đã trả lời", BY) == "wrong_state"
    with reading(store.url()) as connection:
        mine = text("SELECT * FROM audit WHERE subject LIKE 'feedback %'")
        log = [tuple(row) for row in connection.execute(mine)]
    assert len(log) == 3
    assert "chuyển tiền" not in json.dumps(log, ensure_ascii=False)
    assert "hỗ trợ nhà ở" not in json.dumps(log, ensure_ascii=False)


def test_list_is_of_places_in_the_scope_open_first(store: StoreSettings) -> None:
    first = enter(store, said(office=HA_GIANG, received_on=DAY), BY, TODAY)
    second = enter(store, said(kind="money", place=YEN_BAI), BY, TODAY)
    third = enter(store, said(place=YEN_BAI, office=YEN_BAI, received_on=TODAY), BY, TODAY)
    answer(store, third, "Đã trả lời.", BY)

    def numbers(*places: Place) -> list[int]:
        scope = asked(store, areas_of, places)
        return list(asked(store, feedback_list, scope, TODAY)["id"])

    everywhere = asked(store, feedback_list, None, TODAY)
    assert list(everywhere["id"]) == [second, first, third]
    assert numbers(HA_GIANG) == [first]
    assert numbers(YEN_BAI) == [second, third]
    assert numbers() == []


def test_counts_are_by_kind_with_the_median_days_to_an_answer(store: StoreSettings) -> None:
    assert asked(store, feedback_counts, TODAY).empty
    for days, is_answered in ((2, True), (4, True), (20, False), (30, False)):
        received = TODAY - dt.timedelta(days=days)
        number = enter(store, said(received_on=received), BY, dt.date(2999, 1, 1))
        if is_answered:
            answer(store, number, "Đã trả lời.", BY)
    with changing(store) as connection:
        connection.execute(
            text("UPDATE feedback SET answered_at = '2026-11-30T05:00:00Z' WHERE answer <> ''")
        )
        for days, number in ((2, 1), (4, 2), (20, 3), (30, 4)):
            day = (TODAY - dt.timedelta(days=days)).isoformat()
            connection.execute(text(f"UPDATE feedback SET received_on = '{day}' WHERE id = {number}"))
    rows = asked(store, feedback_counts, TODAY)
    assert dict(rows.dtypes.astype(str)) == COUNT_COLUMNS
    assert rows.to_dict("records") == [
        {"kind": "support", "open": 2, "answered": 2, "median_days": 3.0, "longest_open": 30}
    ]


def test_backup_keeps_the_log(store: StoreSettings, tmp_path: Path) -> None:
    enter(store, said(), BY, TODAY)
    settings = store.model_copy(update={"var_dir": tmp_path})
    kept = back_up(settings, tmp_path / "kept.backup", lambda *_: None)
    assert kept.tables["feedback"].rows == 1


def test_place_is_chosen_among_units_of_today_in_the_scope(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        scope = areas_of(session, [Place("v2025", "province", "08")])
        own = units_of_today(session, scope)
        every = units_of_today(session, None)
    assert len(own) == 125
    assert own.iloc[0][["level", "full_name_vi"]].tolist() == ["province", "Tỉnh Tuyên Quang"]
    assert set(own["in_vi"].dropna()) == {"Tỉnh Tuyên Quang"}
    assert every["level"].value_counts().to_dict() == {"commune": 3321, "province": 34, "nation": 1}
