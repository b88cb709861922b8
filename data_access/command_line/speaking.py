"""How commands speak: answers on stdout, for people or as JSON, the rest on stderr, and exit codes."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, NoReturn, TextIO

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from data_access.loads.errors import LoadRefused
from data_access.store.errors import StoreError

WIDTH = 30
WIDEST = 160


class Exit(IntEnum):
    """What a command's exit code says; 2 is a command line that cannot be read."""

    DONE = 0
    STORE_FAILED = 1
    FILE_UNUSABLE = 3
    HAS_ERRORS = 4
    REFUSED = 5


class Speech:
    """Where and how one command answers."""

    def __init__(self, as_json: bool = False) -> None:
        self.as_json = as_json

    def answer(self, sentence: str, facts: Mapping[str, Any]) -> None:
        """One sentence, or the facts as one JSON object."""
        sys.stdout.write(
            (json.dumps(facts, ensure_ascii=False, default=str) if self.as_json else sentence) + "\n"
        )

    def table(self, frame: pd.DataFrame, columns: Sequence[str]) -> None:
        """Some columns of a frame as a table, or all of it as a JSON list."""
        if self.as_json:
            rows = frame.astype("object").where(frame.notna(), None).to_dict("records")
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, default=str) + "\n")
            return
        drawn = Table(*columns, box=None, header_style="bold")
        for row in frame[list(columns)].astype("object").where(frame.notna(), "").to_dict("records"):
            drawn.add_row(*(_printable(row[name]) for name in columns))
        console = Console(file=sys.stdout)
        console.width = max(console.width, WIDEST) if not sys.stdout.isatty() else console.width
        console.print(drawn)

    def fail(self, exit_code: Exit, sentence: str, facts: Mapping[str, Any]) -> NoReturn:
        """Say on stderr what went wrong, as JSON too where that was asked for, and end with its code."""
        sys.stderr.write(f"\n{sentence}\n")
        if self.as_json:
            sys.stdout.write(json.dumps(facts, ensure_ascii=False, default=str) + "\n")
        raise typer.Exit(int(exit_code))


@contextmanager
def told(speech: Speech) -> Iterator[None]:
    """Let failures of the store end the command with one line and their exit code."""
    try:
        yield
    except LoadRefused as error:
        speech.fail(Exit.REFUSED, str(error), {"error": error.code} | error.facts)
    except StoreError as error:
        speech.fail(Exit.STORE_FAILED, str(error), {"error": error.code} | error.facts)


def progress_bar(told: TextIO) -> Callable[[float, str], None]:
    """A progress bar on one line; where nobody watches, one line for each step."""
    steps: list[str] = []

    def show(fraction: float, step: str) -> None:
        if told.isatty():
            done = round(WIDTH * fraction)
            told.write(f"\r[{'█' * done}{' ' * (WIDTH - done)}] {fraction:4.0%} {step:<18}")
            told.write("\n" if fraction >= 1 else "")
        elif step not in steps[-1:]:
            steps.append(step)
            told.write(f"{fraction:4.0%} {step}\n")
        told.flush()

    return show


def _printable(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return "".join(letter if letter.isprintable() else "�" for letter in text).replace("[", "\\[")
