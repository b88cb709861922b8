"""Commands about a whole store: build the demonstration, back up, restore, export."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from data_access.command_line.speaking import Speech, progress_bar, told
from data_access.demonstration import open_demonstration
from data_access.exporting import export_figures
from data_access.keeping.backup import back_up
from data_access.keeping.restoring import restore
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings

Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


def demo(as_json: Json = False) -> None:
    """Build the store of simulated figures, unless it is there and current."""
    speech, started = Speech(as_json), time.monotonic()
    with told(speech):
        store = open_demonstration(StoreSettings(), progress_bar(sys.stderr))
        store.engine.dispose()
    seconds = time.monotonic() - started
    sentence = f"Simulated data – not real: {store.location} ({seconds:.1f} s)"
    speech.answer(sentence, {"location": store.location, "load": store.load_number, "seconds": seconds})


def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup is written, whole or not at all.")],
    as_json: Json = False,
) -> None:
    """Write the store into one file, and read it back before it counts."""
    speech = Speech(as_json)
    with told(speech):
        contents = back_up(StoreSettings(), file, progress_bar(sys.stderr))
    rows = sum(content.rows for content in contents.values())
    tables = {name: content._asdict() for name, content in contents.items()}
    speech.answer(f"{file}: {len(contents)} tables, {rows} rows, read back", {"file": file, "tables": tables})


def restore_backup(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of what is there.")] = False,
    as_json: Json = False,
) -> None:
    """Make the store what a backup holds, and read it back before it counts."""
    speech = Speech(as_json)
    with told(speech):
        contents = restore(StoreSettings(), file, progress_bar(sys.stderr), replace=replace)
    rows = sum(content.rows for content in contents.values())
    speech.answer(f"{file}: {len(contents)} tables, {rows} rows restored", {"file": file, "rows": rows})


def export(
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file.")],
    indicator: Annotated[str | None, typer.Option(help="Only this indicator.")] = None,
    as_json: Json = False,
) -> None:
    """Write the figures that are shown into a table; nothing in it is run by a spreadsheet."""
    speech = Speech(as_json)
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter("the file must end in .csv or .xlsx")
    with told(speech):
        store = open_store(StoreSettings(), progress_bar(sys.stderr))
        with store.session() as session:
            rows = export_figures(session, file, indicator)
        store.engine.dispose()
    speech.answer(f"{file}: {rows} figures", {"file": file, "rows": rows})
