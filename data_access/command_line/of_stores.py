"""Commands about a whole store: build the demonstration, back up, restore, export."""

import time
from pathlib import Path
from typing import Annotated

import typer

from data_access.command_line.answering import Answers
from data_access.command_line.opened import built_demonstration, store_session
from data_access.exporting import export_figures
from data_access.keeping.backup import back_up
from data_access.keeping.lost import replace_lost
from data_access.keeping.restoring import restore
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
