"""Commands on a file of an office: check it, and load it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from data_access.command_line.answering import Answers, Exit
from data_access.command_line.of_loads import By
from data_access.command_line.opened import store_session
from data_access.command_line.written_places import place_in
from data_access.loads import Upload, publish, submit
from data_access.store.settings import StoreSettings
from data_access.workbooks import Checked, Choice, UploadUnusable, check, finding_sentence, read_upload
from data_access.workbooks.checking.wording import refusal_sentence
from data_access.workbooks.understanding.reading import Reading, reading_as_json, reading_from_json
from terminal.options import FormerLang, Json, Lang, grouped
from terminal.progress import progress
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file of an office.")]


@dataclass(frozen=True)
class FileOptions:
    """What the sender says of a file."""

    kind: Annotated[str, typer.Option(help="What the file holds; `review` reads any form.")] = "review"
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

    @property
    def choice(self) -> Choice:
        """What is said of the whole file; BadParameter for a place that is not written as one."""
        place = None if self.place is None else place_in(self.place)
        return Choice(
            self.kind,
            place=place,
            year=self.year,
            indicator=self.indicator,
            vintage=self.boundaries,
            source_code=self.source,
            reading=self.given_reading,
        )

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
    answers = Answers(form.as_json)
    checked = _checked(answers, file, given.choice, form.words)
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
    publish_it: Annotated[bool, typer.Option("--publish", help="Publish it at once.")] = False,
) -> None:
    """Check a file and submit it, unless it has an error."""
    answers = Answers(form.as_json)
    checked = _checked(answers, file, given.choice, form.words)
    if checked.blocked:
        _say_findings(answers, checked, form.words)
        raise typer.Exit(int(Exit.HAS_ERRORS))
    with answers.failures():
        number = submit(StoreSettings(), _upload(file, checked), by)
        load = publish(StoreSettings(), number, by) if publish_it else None
    facts = {"submission": number, "load": load, "rows": checked.row_count, "warnings": checked.warnings}
    state = "submitted" if load is None else f"published as load {load}"
    answers.say(f"submission {number} {state}: {checked.row_count} rows", facts)


def _upload(file: Path, checked: Checked) -> Upload:
    findings = checked.findings.astype("object").where(checked.findings.notna(), None).to_dict("records")
    return Upload(
        file.name,
        file.read_bytes(),
        checked.kind,
        checked.rows,
        0,
        checked.warnings,
        findings,
        reading=checked.confirmed_reading,
    )


def _checked(answers: Answers, file: Path, choice: Choice, words: Words) -> Checked:
    """Return the check of a file; one that cannot be used at all ends the command."""
    try:
        with answers.failures(), store_session() as session, progress() as report:
            return check(session, read_upload(file, file.name, choice), report)
    except UploadUnusable as error:
        facts = {"error": error.code} | error.facts
        answers.fail(Exit.FILE_UNUSABLE, refusal_sentence(error, words), facts)


def _say_findings(answers: Answers, checked: Checked, words: Words) -> None:
    rows = ({str(name): value for name, value in row.items()} for row in checked.findings.to_dict("records"))
    findings = checked.findings.assign(sentence=[finding_sentence(row, words) for row in rows])
    if answers.as_json or len(findings):
        answers.table(findings, ("severity", "sentence"))
    if not answers.as_json:
        answers.say(f"{checked.errors} errors, {checked.warnings} warnings, {checked.row_count} rows", {})
