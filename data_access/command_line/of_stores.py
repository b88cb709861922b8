"""Commands about a whole store: build the demonstration, back up, restore, export."""

import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from data_access.command_line.answering import Answers
from data_access.command_line.opened import built_demonstration, store_session
from data_access.exporting import export_figures
from data_access.keeping.backup import back_up
from data_access.keeping.lost import replace_lost
from data_access.keeping.restoring import restore
from data_access.keeping.scheduled import back_up_and_try
from data_access.keeping.trial import Trial, try_restoring
from data_access.store.opening import migrate_store
from data_access.store.settings import StoreSettings
from terminal.options import Json
from terminal.progress import progress


def demo(as_json: Json = False) -> None:
    """Build the store of simulated figures, unless it is there and current."""
    answers, started = Answers(as_json), time.monotonic()
    with answers.failures():
        store = built_demonstration()
    seconds = time.monotonic() - started
    sentence = f"Simulated data – not real: {store.location} ({seconds:.1f} s)"
    answers.say(sentence, {"location": store.location, "load": store.load_number, "seconds": seconds})


def migrate(as_json: Json = False) -> None:
    """Build the store, or bring its tables and embedded data to this version; one process at a time."""
    answers = Answers(as_json)
    with answers.failures(), progress() as report:
        store = migrate_store(StoreSettings(), report)
    answers.say(f"{store.location}: current", {"location": store.location, "load": store.load_number})


def new_store(
    by: Annotated[str, typer.Option(help="Who has it made; goes into the log of changes.")],
    reason: Annotated[str, typer.Option(help="Why; goes into the log of changes.")],
    as_json: Json = False,
) -> None:
    """Make a new store of the embedded data in the place of one that is lost with the offices' files."""
    answers = Answers(as_json)
    with answers.failures(), progress() as report:
        store = replace_lost(StoreSettings(), by, reason, report)
    answers.say(f"{store.location}: a new store", {"location": store.location, "load": store.load_number})


def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup is written, whole or not at all.")],
    as_json: Json = False,
) -> None:
    """Write the store and the kept files beside it into one file, and read it back before it counts."""
    answers = Answers(as_json)
    with answers.failures(), progress() as report:
        held = back_up(StoreSettings(), file, report)
    rows = sum(content.rows for content in held.tables.values())
    facts = {"tables": {name: content._asdict() for name, content in held.tables.items()}}
    facts |= {"files": held.files._asdict()}
    sentence = f"{file}: {len(held.tables)} tables, {rows} rows, {held.files.rows} files, read back"
    answers.say(sentence, {"file": file} | facts)


def scheduled_backup(
    folder: Annotated[Path, typer.Argument(help="The folder of backups, best on another machine's disk.")],
    keep: Annotated[int, typer.Option(min=1, help="How many are kept; older ones are removed.")] = 30,
    as_json: Json = False,
) -> None:
    """Write a backup under the moment of now, restore it on trial, and remove the oldest: for a timer."""
    answers = Answers(as_json)
    with answers.failures(), progress() as report:
        made = back_up_and_try(StoreSettings(), folder, keep, report)
    removed = [str(path) for path in made.removed]
    sentence = f"{made.path}: {_restored(made.trial)}; {len(removed)} older removed"
    answers.say(sentence, {"file": str(made.path), "removed": removed} | asdict(made.trial))


def restore_trial(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `backup` wrote.")],
    as_json: Json = False,
) -> None:
    """Restore a backup into a store of its own, look at that and remove it; the store in use stays."""
    answers = Answers(as_json)
    with answers.failures(), progress() as report:
        trial = try_restoring(StoreSettings(), file, report)
    answers.say(f"{file}: {_restored(trial)}", {"file": str(file)} | asdict(trial))


def _restored(trial: Trial) -> str:
    return (
        f"restored on trial with load {trial.load}, {trial.rows} rows, {trial.files} files and "
        f"{trial.entries} entries of the log that fit"
    )


def restore_backup(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of what is there.")] = False,
    as_json: Json = False,
) -> None:
    """Make the store what a backup holds, and read it back before it counts."""
    answers = Answers(as_json)
    with answers.failures(), progress() as report:
        held = restore(StoreSettings(), file, report, replace=replace)
    rows, files = sum(content.rows for content in held.tables.values()), held.files.rows
    sentence = f"{file}: {len(held.tables)} tables, {rows} rows, {files} files restored"
    answers.say(sentence, {"file": file, "rows": rows, "files": files})


def export(
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file.")],
    indicator: Annotated[str | None, typer.Option(help="Only this indicator.")] = None,
    as_json: Json = False,
) -> None:
    """Write the figures that are shown into a table; nothing in it is run by a spreadsheet."""
    answers = Answers(as_json)
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter("the file must end in .csv or .xlsx")
    with answers.failures(), store_session() as session:
        rows = export_figures(session, file, indicator)
    answers.say(f"{file}: {rows} figures", {"file": file, "rows": rows})
