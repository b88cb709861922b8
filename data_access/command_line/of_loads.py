"""Commands about loads: hand in, look at, approve, send back, publish, withdraw; ledger and log."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from data_access.audit_chain import Checked, check_chain
from data_access.command_line.answering import Answers, Exit
from data_access.command_line.opened import acting_as, store_session
from data_access.command_line.written_places import EXAMPLE, place_in
from data_access.loads import (
    LoadRefused,
    Preview,
    approve,
    audit_log,
    changed_rows,
    erase_original,
    history_of_figure,
    ledger,
    publish,
    send_back,
    submit_checked,
    undo,
)
from data_access.loads.opened import Opened, open_submission
from data_access.store.settings import StoreSettings
from data_access.workbooks import finding_sentence
from terminal.options import Json, Lang, grouped
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.words import Words

By = Annotated[
    str,
    typer.Option("--by", help="Who does it, the login name where there are accounts; written into the log."),
]
Number = Annotated[int, typer.Argument(help="The number of the submission in the ledger.")]


SEEN_HELP = "The number of the store that `preview` said."
Seen = Annotated[int | None, typer.Option("--seen", help=SEEN_HELP)]
LINE = ("name_vi", "year", "level", "areas", "fresh", "changed", "before", "after")
TOTAL = ("name_vi", "year", "level", "whole_vi", "areas_after", "parts", "before", "after")


@dataclass(frozen=True)
class StepOptions:
    """Who takes a step, and how the command answers."""

    by: By
    lang: Lang = DEFAULT_LANGUAGE
    as_json: Json = False

    @property
    def answers(self) -> Answers:
        """The answers of the command."""
        return Answers(self.as_json, Words(self.lang))


@grouped
def hand_in_submission(number: Number, step: StepOptions) -> None:
    """Hand in a file that was kept without errors, for another person to approve."""
    with step.answers.failures(), acting_as(step.by):
        submit_checked(StoreSettings(), number, step.by)
    step.answers.say(f"submission {number} handed in", {"submission": number})


def preview_submission(number: Number, lang: Lang = DEFAULT_LANGUAGE, as_json: Json = False) -> None:
    """Show findings, changes and totals of a file that was handed in, and how the store changed since."""
    answers = Answers(as_json, Words(lang))
    with answers.failures(), store_session() as session:
        opened = open_submission(session, number)
    facts = _facts_of(opened, answers.words)
    if as_json:
        answers.say("", facts)
        return
    for sentence in facts["findings"]:
        answers.say(sentence, {})
    answers.table(opened.now.changes, LINE)
    answers.table(opened.now.totals, TOTAL)
    changed = "has changed since it was last shown" if opened.has_moved else "is as it was last shown"
    answers.say(
        f"submission {number} is {opened.row['state']}; the store {changed}; --seen {opened.now.load}", {}
    )


def _facts_of(opened: Opened, words: Words) -> dict[str, Any]:
    rows = opened.checked.findings.to_dict("records")
    findings = [finding_sentence({str(name): row[name] for name in row}, words) for row in rows]
    frames = {"changes": opened.now.changes, "totals": opened.now.totals, "moved": opened.moved}
    tables = {
        name: table.astype("object").where(table.notna(), None).to_dict("records")
        for name, table in frames.items()
    }
    facts = {"submission": int(opened.row["id"]), "state": opened.row["state"], "seen": opened.now.load}
    return facts | {"has_moved": opened.has_moved, "findings": findings} | tables


def _seen(number: int, seen: int) -> Preview:
    """Return the preview of now; LoadRefused (store_changed) where another store was seen."""
    with store_session() as session:
        now = open_submission(session, number).now
    if now.load != seen:
        raise LoadRefused(reason="store_changed", shown=str(seen), now=str(now.load))
    return now


@grouped
def approve_submission(
    number: Number,
    step: StepOptions,
    seen: Annotated[int, typer.Option("--seen", help=SEEN_HELP)],
) -> None:
    """Approve a file that somebody else handed in, after `preview` was looked at."""
    with step.answers.failures(), acting_as(step.by):
        approve(StoreSettings(), number, step.by, _seen(number, seen))
    step.answers.say(f"submission {number} approved", {"submission": number})


@grouped
def publish_submission(number: Number, step: StepOptions, seen: Seen = None) -> None:
    """Publish a file as it was last shown: to who approved it, by --seen, or when it was handed in."""
    with step.answers.failures(), acting_as(step.by):
        shown = None if seen is None else _seen(number, seen)
        load = publish(StoreSettings(), number, step.by, shown=shown)
    step.answers.say(f"submission {number} published as load {load}", {"submission": number, "load": load})


@grouped
def withdraw_submission(
    number: Number, step: StepOptions, reason: Annotated[str, typer.Option(help="Why.")] = ""
) -> None:
    """Withdraw a published file: every table is as if it had never been published."""
    with step.answers.failures(), acting_as(step.by):
        change = undo(StoreSettings(), number, step.by, reason)
    step.answers.say(f"submission {number} withdrawn", {"submission": number, "load": change})


@grouped
def send_back_submission(
    number: Number, step: StepOptions, reason: Annotated[str, typer.Option(help="Why.")]
) -> None:
    """Send a file that is not published back with a reason."""
    with step.answers.failures(), acting_as(step.by):
        send_back(StoreSettings(), number, step.by, reason)
    step.answers.say(f"submission {number} sent back", {"submission": number, "reason": reason})


def erase_original_file(
    number: Number, by: By, reason: Annotated[str, typer.Option(help="Why.")], as_json: Json = False
) -> None:
    """Erase the file of a submission for good; its figures, its digest and every step stay."""
    answers = Answers(as_json)
    with answers.failures(), acting_as(by):
        digest = erase_original(StoreSettings(), number, by, reason)
    answers.say(
        f"file of submission {number} erased; backups made before still hold it. Its digest stays: {digest}",
        {"submission": number, "digest": digest},
    )


def show_ledger(as_json: Json = False) -> None:
    """Every file that was sent, newest first, and what became of it."""
    answers = Answers(as_json)
    with answers.failures(), store_session() as session:
        columns = (
            "id",
            "state",
            "label",
            "row_count",
            "made_by",
            "made_at",
            "approved_by",
            "decided_by",
            "decided_at",
        )
        answers.table(ledger(session), columns)


class AuditTask(StrEnum):
    """What is done with the log."""

    SHOW = "show"
    CHECK = "check"


TASK_HELP = "`check`: whether every entry fits to the one before it; else the latest are shown."


def show_audit(
    task: Annotated[AuditTask, typer.Argument(help=TASK_HELP)] = AuditTask.SHOW,
    limit: Annotated[int, typer.Option(help="How many.")] = 50,
    as_json: Json = False,
) -> None:
    """The latest changes, newest first, with before and after; or whether the log was altered."""
    answers = Answers(as_json)
    with answers.failures(), store_session() as session:
        if task is AuditTask.CHECK:
            _check_audit(answers, check_chain(session.connection()))
            return
        answers.table(audit_log(session, limit=limit), ("at", "who", "what", "subject", "state_after"))


def _check_audit(answers: Answers, checked: Checked) -> None:
    """Say whether the log fits together; its last digests are to be kept elsewhere, to be compared later."""
    facts = {"entries": checked.entries, "unfitting": checked.unfitting, "last": dict(checked.last)}
    if checked.unfitting is not None:
        sentence = f"entry {checked.unfitting} does not fit to the one before it: the log was altered"
        answers.fail(Exit.HAS_ERRORS, sentence, facts)
    ends = ", ".join(f"{chain} {digest}" for chain, digest in sorted(checked.last.items()))
    answers.say(f"{checked.entries} entries fit; last digests: {ends or 'none'}", facts)


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
