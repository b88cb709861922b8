"""Commands on a file of an office: check it, and load it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from data_access.command_line.answering import Answers, Exit
from data_access.command_line.of_loads import By
from data_access.command_line.opened import acting_as, store_session
from data_access.command_line.written_places import place_in
from data_access.loads import Preview, Upload, ledger, preview_of
from data_access.store.settings import StoreSettings
from data_access.workbooks import Checked, Choice, UploadUnusable, check, finding_sentence, read_upload
from data_access.workbooks.checking.wording import folded_findings, folded_sentence, refusal_sentence
from data_access.workbooks.reading.information import new_source
from data_access.workbooks.reading.options import KINDS
from data_access.workbooks.understanding.reading import Reading, reading_as_json, reading_from_json
from data_access.worker import HAND_IN, KEEP, PUBLISH, send_upload
from terminal.options import FormerLang, Json, Lang, grouped
from terminal.progress import progress
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

STATES = {HAND_IN: "handed in", KEEP: "kept", PUBLISH: "published"}
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file of an office.")]


@dataclass(frozen=True)
class FileOptions:
    """What the sender says of a file."""

    kind: Annotated[
        str,
        typer.Option(
            help=f"What the file holds: {', '.join(KINDS)}. `review` reads any form, `wide` any table of an"
            " office's own."
        ),
    ] = "review"
    place: Annotated[str | None, typer.Option(help="vintage.level.code, where the file does not say it.")] = (
        None
    )
    year: Annotated[int | None, typer.Option(help="The year, where the file does not say it.")] = None
    indicator: Annotated[str | None, typer.Option(help="The indicator of a table that does not say it.")] = (
        None
    )
    source: Annotated[
        str | None, typer.Option(help="The code of the source, where the file does not say it.")
    ] = None
    boundaries: Annotated[
        str | None, typer.Option(help=f"{OLD} or {NEW}, where the places of a table exist in both.")
    ] = None
    reading: Annotated[
        Path | None,
        typer.Option(help="How a table of the office's own is read: written by `check`, to be corrected."),
    ] = None

    document: Annotated[
        str | None, typer.Option(help="The title of a document that the store does not hold yet.")
    ] = None
    document_number: Annotated[str | None, typer.Option(help="Its number, such as 123/QĐ-UBND.")] = None
    document_date: Annotated[str | None, typer.Option(help="Its date, as 2024-12-20.")] = None
    publisher: Annotated[str | None, typer.Option(help="Who made it.")] = None

    @property
    def choice(self) -> Choice:
        """What is said of the whole file.

        BadParameter for a kind that does not exist, for a place that is not written as one, for a document
        that is named twice, and for its number, date or publisher without its title.
        """
        if self.kind not in KINDS:
            raise typer.BadParameter(f"{self.kind!r} is none of {', '.join(KINDS)}", param_hint="--kind")
        place = None if self.place is None else place_in(self.place)
        return Choice(
            self.kind,
            place=place,
            year=self.year,
            indicator=self.indicator,
            vintage=self.boundaries,
            reading=self.given_reading,
            **self._source,
        )

    @property
    def _source(self) -> dict[str, Any]:
        """The document of the file: one of the store by its code, or a new one by its title."""
        about = {"doc_number": self.document_number, "date": self.document_date, "publisher": self.publisher}
        if self.source is not None and self.document is not None:
            raise typer.BadParameter("give --source or --document, not both")
        if self.document is None and any(about.values()):
            raise typer.BadParameter("a new document needs its title: --document")
        if self.document is None:
            return {"source_code": self.source}
        return new_source({"title": self.document, **about, "kind": "report"})

    @property
    def given_reading(self) -> Reading | None:
        """The corrected reading; None where its file is not there yet, BadParameter where it is none."""
        if self.reading is None or not self.reading.exists():
            return None
        try:
            return reading_from_json(self.reading.read_text(encoding="utf-8"))
        except ValueError as error:
            raise typer.BadParameter(f"{self.reading} is no reading", param_hint="--reading") from error


@dataclass(frozen=True)
class LoadOptions:
    """How far a file is taken."""

    publish: Annotated[bool, typer.Option("--publish", help="Publish it at once, without approval.")] = False
    keep: Annotated[bool, typer.Option("--keep", help="Only keep it, also with errors.")] = False
    mends: Annotated[
        int | None, typer.Option(help="The number of the file that was sent back and that this one mends.")
    ] = None

    @property
    def step(self) -> str:
        """The step that ``send_upload`` takes; BadParameter for two at once."""
        if self.publish and self.keep:
            raise typer.BadParameter("give --publish or --keep, not both")
        return PUBLISH if self.publish else KEEP if self.keep else HAND_IN


@dataclass(frozen=True)
class AnswerOptions:
    """How a command answers about a file."""

    lang: Lang = DEFAULT_LANGUAGE
    language: FormerLang = None
    as_json: Json = False

    @property
    def words(self) -> Words:
        """The language of the findings."""
        return Words(self.language or self.lang)


@grouped
def check_file(file: File, given: FileOptions, form: AnswerOptions) -> None:
    """Check a file and name every finding by its cell; nothing is kept.

    With ``--reading`` how its tables are read is written there. Choose in it (``"how": "chosen"``), check
    again, then set ``confirmed`` to true: ``load`` takes a table of an office's own with a confirmed reading.
    """
    answers = Answers(form.as_json, form.words)
    checked, _ = _checked(answers, file, given.choice, form.words)
    if given.reading is not None and checked.reading is not None:
        given.reading.write_text(reading_as_json(checked.reading), encoding="utf-8")
    _say_findings(answers, checked, form.words)
    if checked.blocked:
        raise typer.Exit(int(Exit.HAS_ERRORS))


@grouped
def load_file(
    file: File,
    by: By,
    given: FileOptions,
    form: AnswerOptions,
    taken: LoadOptions,
) -> None:
    """Check a file and hand it in for another person to approve, unless it has an error."""
    answers = Answers(form.as_json, form.words)
    checked, preview = _checked(answers, file, given.choice, form.words)
    if checked.blocked and not taken.keep:
        _say_findings(answers, checked, form.words)
        raise typer.Exit(int(Exit.HAS_ERRORS))
    with answers.failures(), acting_as(by):
        upload = replace(_upload(file, checked), preview=preview, mends=taken.mends)
        number = send_upload(StoreSettings(), upload, by, taken.step)
    load = _load_of(answers, number)
    facts = {"submission": number, "load": load, "rows": checked.row_count, "warnings": checked.warnings}
    state = STATES[taken.step] if load is None else f"published as load {load}"
    answers.say(f"submission {number} {state}: {checked.row_count} rows", facts)


def _load_of(answers: Answers, number: int) -> int | None:
    """Return the number of the load that a submission became, None while it is not published."""
    with answers.failures(), store_session() as session:
        found = ledger(session).set_index("id")["load_id"][number]
    return None if pd.isna(found) else int(found)


def _upload(file: Path, checked: Checked) -> Upload:
    findings = checked.findings.astype("object").where(checked.findings.notna(), None).to_dict("records")
    return Upload(
        file.name,
        file.read_bytes(),
        checked.kind,
        checked.rows,
        checked.errors,
        checked.warnings,
        findings,
        reading=checked.confirmed_reading,
    )


def _checked(answers: Answers, file: Path, choice: Choice, words: Words) -> tuple[Checked, Preview]:
    """Return the check of a file and its preview; one that cannot be used at all ends the command."""
    try:
        with answers.failures(), store_session() as session, progress() as report:
            checked = check(session, read_upload(file, file.name, choice), report)
            return checked, preview_of(session, checked.kind, checked.digest, checked.rows)
    except UploadUnusable as error:
        facts = {"error": error.code} | error.facts
        answers.fail(Exit.FILE_UNUSABLE, refusal_sentence(error, words), facts)


def _say_findings(answers: Answers, checked: Checked, words: Words) -> None:
    found = checked.findings if answers.as_json else folded_findings(checked.findings)
    say = finding_sentence if answers.as_json else folded_sentence
    rows = ({str(name): value for name, value in row.items()} for row in found.to_dict("records"))
    findings = found.assign(sentence=[say(row, words) for row in rows])
    if answers.as_json or len(findings):
        answers.table(findings, ("severity", "sentence"))
    if not answers.as_json:
        answers.say(f"{checked.errors} errors, {checked.warnings} warnings, {checked.row_count} rows", {})
