"""Four eyes: what a second person sees, approves or returns, and that only what was shown is published."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from data_access.loads import (
    LoadRefused,
    Preview,
    Upload,
    approve,
    audit_log,
    file_hash,
    history_of_figure,
    is_same_person,
    keep_draft,
    ledger,
    preview_of,
    publish,
    send_back,
    submit,
    submit_and_publish,
    submit_checked,
    sweep,
    undo,
    years_of_history,
)
from data_access.loads.opened import differing_lines, open_submission
from data_access.store.engines import reading_engine
from data_access.store.settings import StoreSettings
from data_access.worker import WorkLost, call_apart, publish_step
from tests.queries.loads.test_worker import kill_at
from tests.queries.office import (
    BY,
    area_number,
    figure,
    money,
    outcome,
    published,
    sample_settings,
    shown,
    source,
    upload,
)

SECOND = "Giàng A Páo"
HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    return sample_settings(sample_url)


@pytest.fixture
def four_eyes(settings: StoreSettings) -> StoreSettings:
    return settings.model_copy(update={"approval": True})


@pytest.fixture
def ha_giang(sample_url: URL) -> int:
    return area_number(sample_url, "02")


def answer(url: URL, question: Any) -> Any:
    engine = reading_engine(url)
    with Session(engine) as session:
        found = question(session)
    engine.dispose()
    return found


def previewed(url: URL, sent: Upload) -> Upload:
    """The file as the page sends it: with the preview that was shown."""
    digest = file_hash(sent.content)
    return replace(sent, preview=answer(url, lambda s: preview_of(s, sent.kind, digest, sent.rows)))


def now_of(url: URL, number: int) -> Preview:
    found: Preview = answer(url, lambda s: open_submission(s, number)).now
    return found


def refused(action: Any, *given: Any) -> str:
    with pytest.raises(LoadRefused) as raised:
        action(*given)
    return str(raised.value.facts["reason"])


def states(url: URL) -> list[str]:
    found: list[str] = answer(url, ledger)["state"].tolist()
    return found


def test_two_previews_on_one_store_do_not_overwrite_each_other(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    first = previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]))
    second = previewed(sample_url, upload("b.xlsx", figures=[figure(ha_giang, 40.5)]))
    submit_and_publish(settings, first, BY)
    before = shown(sample_url)
    assert refused(submit_and_publish, settings, second, SECOND) == "store_changed"
    assert shown(sample_url) == before
    assert states(sample_url) == ["published"]
    submit_and_publish(settings, previewed(sample_url, second), SECOND)
    assert states(sample_url)[0] == "published"


@pytest.mark.parametrize("target", ["money", "outcomes"])
def test_records_without_a_preview_of_figures_are_held_to_the_store_too(
    settings: StoreSettings, sample_url: URL, ha_giang: int, target: str
) -> None:
    made = money if target == "money" else outcome
    first, second = (
        previewed(sample_url, upload(name, b"", **{target: [made(ha_giang, value)]}))
        for name, value in (("a.xlsx", 10**9), ("b.xlsx", 2 * 10**9))
    )
    submit_and_publish(settings, first, BY)
    assert refused(submit_and_publish, settings, second, SECOND) == "store_changed"


def test_a_change_of_other_places_refuses_nothing_that_the_preview_does_not_show(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]))
    published(settings, upload("b.xlsx", figures=[figure(ha_giang, 9, year=2001)]))
    number = submit_and_publish(settings, sent, BY)
    assert answer(sample_url, ledger).set_index("id")["state"][number] == "published"


def test_the_preview_of_another_file_publishes_nothing(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]))
    other = replace(sent, content=b"another file")
    assert refused(submit_and_publish, settings, other, BY) == "other_file"
    assert refused(submit, settings, other, BY) == "other_file"
    assert states(sample_url) == []


def test_the_second_person_sees_what_the_first_saw_and_approves(
    four_eyes: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]))
    finding = {"severity": "warning", "code": "leap", "sheet": "A", "facts": "{}", "times": 1}
    number = submit(four_eyes, replace(sent, warnings=1, findings=[finding]), BY)
    opened = answer(sample_url, lambda s: open_submission(s, number))
    assert opened.shown.says_the_same(sent.preview)
    assert opened.now.says_the_same(sent.preview)
    assert (opened.has_moved, len(opened.moved)) == (False, 0)
    assert opened.checked.findings["code"].tolist() == ["leap"]
    assert refused(publish, four_eyes, number, SECOND) == "approval_required"
    approve(four_eyes, number, SECOND, opened.now)
    publish(four_eyes, number, BY)
    (row,) = answer(sample_url, ledger).to_dict("records")
    assert (row["handed_in_by"], row["approved_by"], row["state"]) == (BY, SECOND, "published")
    log = answer(sample_url, audit_log)
    assert log["what"].tolist()[:3] == ["published", "approved", "submitted"]
    assert f'"approved_by": "{SECOND}"' in log["state_after"][0]


@pytest.mark.parametrize("name", [BY, "lò thị mai", "LO THI  MAI", "LòThịMai"])
def test_nobody_approves_what_they_handed_in(
    settings: StoreSettings, sample_url: URL, ha_giang: int, name: str
) -> None:
    number = submit(settings, previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 1)])), BY)
    assert is_same_person(name, BY)
    assert refused(approve, settings, number, name, now_of(sample_url, number)) == "same_person"
    assert states(sample_url) == ["submitted"]


def test_neither_who_kept_a_file_nor_who_handed_it_in_approves_it(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    number = keep_draft(settings, upload("a.xlsx", figures=[figure(ha_giang, 1)]), BY)
    assert refused(approve, settings, number, SECOND, now_of(sample_url, number)) == "wrong_state"
    submit_checked(settings, number, SECOND)
    for name in (BY, SECOND):
        assert refused(approve, settings, number, name, now_of(sample_url, number)) == "same_person"
    approve(settings, number, "Hoàng Văn Thọ", now_of(sample_url, number))
    assert states(sample_url) == ["approved"]


def test_one_person_may_publish_where_four_eyes_are_not_required_and_the_log_says_so(
    settings: StoreSettings, four_eyes: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]))
    assert refused(submit_and_publish, four_eyes, sent, BY) == "approval_required"
    submit_and_publish(settings, sent, BY)
    (row,) = answer(sample_url, ledger).to_dict("records")
    assert row["approved_by"] != row["approved_by"]
    assert '"approved_by": null' in answer(sample_url, audit_log)["state_after"][0]


def test_a_store_that_changed_after_the_approval_has_to_be_seen_and_approved_again(
    four_eyes: StoreSettings, settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]))
    number = submit(four_eyes, sent, BY)
    seen = now_of(sample_url, number)
    approve(four_eyes, number, SECOND, seen)
    other = published(settings, upload("b.xlsx", figures=[figure(ha_giang, 40.5)]))
    before = shown(sample_url)
    assert refused(publish, four_eyes, number, SECOND) == "store_changed"
    assert refused(approve, four_eyes, number, SECOND, seen) == "store_changed"
    assert shown(sample_url) == before
    opened = answer(sample_url, lambda s: open_submission(s, number))
    assert opened.has_moved
    assert opened.moved[["value_before", "value_after"]].to_numpy().tolist() == [[37.08, 40.5]]
    approve(four_eyes, number, SECOND, opened.now)
    publish(four_eyes, number, SECOND)
    assert answer(sample_url, ledger).set_index("id")["state"].to_dict() == {
        number: "published",
        other: "superseded",
    }


def test_the_lines_that_differ_stand_side_by_side(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    sent = upload("a.xlsx", figures=[figure(ha_giang, 30.5, year=2023)])
    earlier = previewed(sample_url, sent).preview
    published(settings, upload("b.xlsx", figures=[figure(ha_giang, 40.5, year=2023, status="reported")]))
    later = previewed(sample_url, sent).preview
    assert earlier is not None
    assert later is not None
    (line,) = differing_lines(earlier, later).to_dict("records")
    assert (line["fresh_shown"], line["changed_shown"]) == (1, 0)
    assert (line["fresh_now"], line["changed_now"]) == (0, 1)
    assert differing_lines(later, later).empty


def test_a_returned_file_comes_again_in_one_that_names_it(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    first = submit(settings, upload("a.xlsx", figures=[figure(ha_giang, 30.5)]), BY)
    mended = replace(upload("b.xlsx", figures=[figure(ha_giang, 31.5)]), mends=first)
    assert refused(submit, settings, mended, BY) == "not_returned"
    approve(settings, first, SECOND, now_of(sample_url, first))
    send_back(settings, first, SECOND, "thiếu xã Thượng Cốc")
    second = submit(settings, mended, BY)
    found = answer(sample_url, ledger).set_index("id")
    assert (found["mends"][second], found["state"][first]) == (first, "sent_back")
    assert found["reason"][first] == "thiếu xã Thượng Cốc"
    assert refused(approve, settings, first, SECOND, now_of(sample_url, first)) == "wrong_state"


def test_the_history_has_values_that_were_withdrawn_with_their_document_and_reason(
    settings: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    rows = [figure(ha_giang, 30.5, year=2017, source_code="own")]
    number = published(settings, upload("a.xlsx", sources=[source("own")], figures=rows))
    undo(settings, number, SECOND, "nhầm năm")
    assert 2017 in answer(sample_url, lambda s: years_of_history(s, "poor_rate", **HA_GIANG))
    (line,) = answer(sample_url, lambda s: history_of_figure(s, "poor_rate", year=2017, **HA_GIANG)).to_dict(
        "records"
    )
    assert (line["value"], line["document"], line["submission_state"]) == (30.5, "Báo cáo own", "withdrawn")
    assert (line["until_by"], line["reason"]) == (SECOND, "nhầm năm")


def test_a_process_killed_between_approval_and_publication_leaves_the_file_approved(
    four_eyes: StoreSettings, sample_url: URL, ha_giang: int
) -> None:
    before = shown(sample_url)
    number = submit(four_eyes, previewed(sample_url, upload("a.xlsx", figures=[figure(ha_giang, 30.5)])), BY)
    approve(four_eyes, number, SECOND, now_of(sample_url, number))
    for step in ("keeping", "writing"):
        with pytest.raises(WorkLost):
            call_apart(publish_step, four_eyes, number, SECOND, None, progress=kill_at(step))
        sweep(four_eyes)
        assert (shown(sample_url), states(sample_url)) == (before, ["approved"])
    publish(four_eyes, number, SECOND)
    assert states(sample_url) == ["published"]
