"""What is said of who has sent a report adds up and never calls an office late that may not be."""

import pandas as pd

from ui.text.report_sentences import standing_note, standing_sentence
from vocabulary.words import Words


def sentence(language: str, *standings: str) -> str:
    rows = pd.DataFrame({"standing": list(standings)})
    return standing_sentence(rows, "whole_year", "province", 2026, Words(language))


def test_those_without_a_report_are_counted_with_the_due_date() -> None:
    assert sentence("vi", "overdue", "overdue", "in_time", "late") == (
        "2 trong 4 tỉnh, thành phố chưa gửi báo cáo năm (2026), hạn 30/11/2026. 1 nơi gửi muộn."
    )
    assert sentence("en", "not_due", "not_due", "in_time") == (
        "2 of 3 provinces have not sent the yearly report (2026), which is due on 30 November 2026."
    )


def test_where_all_is_there_the_sentence_says_so() -> None:
    assert (
        sentence("vi", "in_time", "recorded") == "Cả 2 tỉnh, thành phố đã có số liệu của báo cáo năm (2026)."
    )


def test_what_was_due_before_the_store_is_not_called_late() -> None:
    told = sentence("en", "absent", "recorded")
    assert told.startswith("1 of 2 provinces has no figures of the yearly report (2026); it was due on")
    assert told.endswith("so it does not count as late.")


def test_a_note_says_when_a_report_came_or_since_when_it_is_overdue() -> None:
    words = Words("en")
    notes = {
        standing: standing_note(
            {"standing": standing, "sent_on": "2026-12-03", "days": 3}, "whole_year", 2026, words
        )
        for standing in ("in_time", "late", "overdue", "not_due")
    }
    assert notes == {
        "in_time": "Sent on 3 December 2026, due on 30 November 2026",
        "late": "Sent on 3 December 2026, 3 days after the due date 30 November 2026",
        "overdue": "Due on 30 November 2026, 3 days ago",
        "not_due": "Due on 30 November 2026",
    }
