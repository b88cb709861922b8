"""Commands about loads: check a file, load it, publish, undo, and what the ledger and the log say."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from data_access.command_line.of_stores import Json
from data_access.command_line.speaking import Exit, Speech, progress_bar, told
from data_access.loads import (
    Upload,
    audit_log,
    changed_rows,
    history_of_figure,
    ledger,
    publish,
    send_back,
    submit,
    undo,
)
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings
from data_access.workbooks import Checked, Choice, UploadUnusable, check, finding_sentence, read_upload
from data_access.workbooks.checking.wording import refusal_sentence
from vocabulary.vintages import OLD
from vocabulary.words import Words

By = Annotated[str, typer.Option("--by", help="Who does it; written into the log of changes.")]
Number = Annotated[int, typer.Argument(help="The number of the submission in the ledger.")]
Kind = Annotated[str, typer.Option(help="What the file holds; `review` reads any form.")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file of an office.")]
Place = Annotated[str | None, typer.Option(help="vintage.level.code, where the file does not say it.")]
Year = Annotated[int | None, typer.Option(help="The year, where the file does not say it.")]
Indicator = Annotated[str | None, typer.Option(help="The indicator of a table that does not say it.")]
Source = Annotated[str | None, typer.Option(help="The code of the source, where the file does not say it.")]
Language = Annotated[str, typer.Option(help="vi or en.")]


def check_file(
    file: File,
    kind: Kind = "review",
    place: Place = None,
    year: Year = None,
    indicator: Indicator = None,
    source: Source = None,
    language: Language = "vi",
    as_json: Json = False,
) -> None:
    """Check a file and name every finding by its cell; nothing is kept."""
    speech = Speech(as_json)
    checked = _checked(speech, file, _choice(kind, place, year, indicator, source), language)
    _say_findings(speech, checked, language)
    if checked.blocked:
        raise typer.Exit(int(Exit.HAS_ERRORS))


def load_file(
    file: File,
    by: By,
    kind: Kind = "review",
    place: Place = None,
    year: Year = None,
    indicator: Indicator = None,
    source: Source = None,
    language: Language = "vi",
    publish_it: Annotated[bool, typer.Option("--publish", help="Publish it at once.")] = False,
    as_json: Json = False,
) -> None:
    """Check a file and submit it, unless it has an error."""
    speech = Speech(as_json)
    checked = _checked(speech, file, _choice(kind, place, year, indicator, source), language)
    if checked.blocked:
        _say_findings(speech, checked, language)
        raise typer.Exit(int(Exit.HAS_ERRORS))
    findings = checked.findings.astype("object").where(checked.findings.notna(), None).to_dict("records")
    upload = Upload(file.name, file.read_bytes(), checked.kind, checked.rows, 0, checked.warnings, findings)
    with told(speech):
        number = submit(StoreSettings(), upload, by)
        load = publish(StoreSettings(), number, by) if publish_it else None
    facts = {"submission": number, "load": load, "rows": checked.row_count, "warnings": checked.warnings}
    state = "submitted" if load is None else f"published as load {load}"
    speech.answer(f"submission {number} {state}: {checked.row_count} rows", facts)


def publish_submission(number: Number, by: By, as_json: Json = False) -> None:
    """Publish a submitted file: readers see all of it or nothing."""
    speech = Speech(as_json)
    with told(speech):
        load = publish(StoreSettings(), number, by)
    speech.answer(f"submission {number} published as load {load}", {"submission": number, "load": load})


def undo_submission(
    number: Number, by: By, reason: Annotated[str, typer.Option(help="Why.")] = "", as_json: Json = False
) -> None:
    """Withdraw a published file: every table is as if it had never been published."""
    speech = Speech(as_json)
    with told(speech):
        change = undo(StoreSettings(), number, by, reason)
    speech.answer(f"submission {number} withdrawn", {"submission": number, "load": change})


def send_back_submission(
    number: Number, by: By, reason: Annotated[str, typer.Option(help="Why.")], as_json: Json = False
) -> None:
    """Send a file that is not published back with a reason."""
    speech = Speech(as_json)
    with told(speech):
        send_back(StoreSettings(), number, by, reason)
    speech.answer(f"submission {number} sent back", {"submission": number, "reason": reason})


def show_ledger(as_json: Json = False) -> None:
    """Every file that was sent, newest first, and what became of it."""
    speech = Speech(as_json)
    with told(speech), _store().session() as session:
        columns = ("id", "state", "label", "row_count", "made_by", "made_at", "decided_by", "decided_at")
        speech.table(ledger(session), columns)


def show_audit(limit: Annotated[int, typer.Option(help="How many.")] = 50, as_json: Json = False) -> None:
    """The latest changes, newest first, with before and after."""
    speech = Speech(as_json)
    with told(speech), _store().session() as session:
        speech.table(audit_log(session, limit=limit), ("at", "who", "what", "subject", "state_after"))


def show_changes(
    change: Annotated[int, typer.Argument(help="The number of the load.")],
    as_json: Json = False,
) -> None:
    """Each figure and record that one change touched: what was shown before it, and after it."""
    speech = Speech(as_json)
    with told(speech), _store().session() as session:
        columns = ("what", "table", "code", "area_vi", "period", "value_before", "value_after")
        speech.table(changed_rows(session, change), columns)


def show_history(
    indicator: Annotated[str, typer.Argument(help="The code of the indicator.")],
    place: Annotated[str, typer.Argument(help=f"vintage.level.code, such as {OLD}.province.02")],
    year: Annotated[int, typer.Argument(help="The year.")],
    as_json: Json = False,
) -> None:
    """Every value that a figure ever had: by whom, when, from which document."""
    speech, (vintage, level, code) = Speech(as_json), _place(place)
    with told(speech), _store().session() as session:
        found = history_of_figure(session, indicator, vintage=vintage, level=level, code=code, year=year)
        columns = ("value", "state", "status", "document", "file", "by", "at", "until", "preference")
        speech.table(found, columns)


def _store() -> Store:
    return open_store(StoreSettings(), progress_bar(sys.stderr))


def _place(written: str) -> tuple[str, str, str]:
    vintage, _, rest = written.partition(".")
    level, _, code = rest.partition(".")
    if not code:
        raise typer.BadParameter(f"a place is written vintage.level.code, such as {OLD}.province.02")
    return vintage, level, code


def _choice(
    kind: str, place: str | None, year: int | None, indicator: str | None, source: str | None
) -> Choice:
    where = None if place is None else _place(place)
    return Choice(kind, place=where, year=year, indicator=indicator, source_code=source)


def _checked(speech: Speech, file: Path, choice: Choice, language: str) -> Checked:
    with told(speech), _store().session() as session:
        try:
            return check(session, read_upload(file, file.name, choice), progress_bar(sys.stderr))
        except UploadUnusable as error:
            facts = {"error": error.code} | error.facts
            speech.fail(Exit.FILE_UNUSABLE, refusal_sentence(error, Words(language)), facts)
    raise AssertionError


def _say_findings(speech: Speech, checked: Checked, language: str) -> None:
    words = Words(language)
    rows = ({str(name): value for name, value in row.items()} for row in checked.findings.to_dict("records"))
    findings = checked.findings.assign(sentence=[finding_sentence(row, words) for row in rows])
    if speech.as_json or len(findings):
        speech.table(findings, ("severity", "sentence"))
    if not speech.as_json:
        speech.answer(f"{checked.errors} errors, {checked.warnings} warnings, {checked.row_count} rows", {})
