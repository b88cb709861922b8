"""Commands about loads: publish, send back, undo, and what the ledger and the log say."""

from typing import Annotated

import typer

from data_access.command_line.answering import Answers
from data_access.command_line.opened import store_session
from data_access.command_line.written_places import EXAMPLE, place_in
from data_access.loads import (
    audit_log,
    changed_rows,
    history_of_figure,
    ledger,
    publish,
    send_back,
    undo,
)
from data_access.store.settings import StoreSettings
from terminal.options import Json

By = Annotated[str, typer.Option("--by", help="Who does it; written into the log of changes.")]
Number = Annotated[int, typer.Argument(help="The number of the submission in the ledger.")]


def publish_submission(number: Number, by: By, as_json: Json = False) -> None:
    """Publish a submitted file: readers see all of it or nothing."""
    answers = Answers(as_json)
    with answers.failures():
        load = publish(StoreSettings(), number, by)
    answers.say(f"submission {number} published as load {load}", {"submission": number, "load": load})


def undo_submission(
    number: Number, by: By, reason: Annotated[str, typer.Option(help="Why.")] = "", as_json: Json = False
) -> None:
    """Withdraw a published file: every table is as if it had never been published."""
    answers = Answers(as_json)
    with answers.failures():
        change = undo(StoreSettings(), number, by, reason)
    answers.say(f"submission {number} withdrawn", {"submission": number, "load": change})


def send_back_submission(
    number: Number, by: By, reason: Annotated[str, typer.Option(help="Why.")], as_json: Json = False
) -> None:
    """Send a file that is not published back with a reason."""
    answers = Answers(as_json)
    with answers.failures():
        send_back(StoreSettings(), number, by, reason)
    answers.say(f"submission {number} sent back", {"submission": number, "reason": reason})


def show_ledger(as_json: Json = False) -> None:
    """Every file that was sent, newest first, and what became of it."""
    answers = Answers(as_json)
    with answers.failures(), store_session() as session:
        columns = ("id", "state", "label", "row_count", "made_by", "made_at", "decided_by", "decided_at")
        answers.table(ledger(session), columns)


def show_audit(limit: Annotated[int, typer.Option(help="How many.")] = 50, as_json: Json = False) -> None:
    """The latest changes, newest first, with before and after."""
    answers = Answers(as_json)
    with answers.failures(), store_session() as session:
        answers.table(audit_log(session, limit=limit), ("at", "who", "what", "subject", "state_after"))


def show_changes(
    change: Annotated[int, typer.Argument(help="The number of the load.")],
    as_json: Json = False,
) -> None:
    """Each figure and record that one change touched: what was shown before it, and after it."""
    answers = Answers(as_json)
    with answers.failures(), store_session() as session:
        columns = ("what", "table", "code", "area_vi", "period", "value_before", "value_after")
        answers.table(changed_rows(session, change), columns)


def show_history(
    indicator: Annotated[str, typer.Argument(help="The code of the indicator.")],
    place: Annotated[str, typer.Argument(help=EXAMPLE)],
    year: Annotated[int, typer.Argument(help="The year.")],
    as_json: Json = False,
) -> None:
    """Every value that a figure ever had: by whom, when, from which document."""
    answers, (vintage, level, code) = Answers(as_json), place_in(place)
    with answers.failures(), store_session() as session:
        found = history_of_figure(session, indicator, vintage=vintage, level=level, code=code, year=year)
        columns = ("value", "state", "status", "document", "file", "by", "at", "until", "preference")
        answers.table(found, columns)
