"""How the store's commands answer: for people or as JSON, and with which exit code they fail."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, NoReturn

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from data_access.accounts.errors import AccountRefused
from data_access.loads.errors import LoadRefused
from data_access.office_work.mail import MailFailed
from data_access.store.errors import StoreError
from data_access.text.failures import failure_sentence
from terminal.answers import say, say_failure, write_json
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.words import Words

WIDEST = 160


class Exit(IntEnum):
    """What a command's exit code says; 2 is a command line that cannot be read."""

    DONE = 0
    STORE_FAILED = 1
    FILE_UNUSABLE = 3
    HAS_ERRORS = 4
    REFUSED = 5
    MAIL_FAILED = 6


class Answers:
    """The answers of one command, as sentences and tables or as JSON."""

    def __init__(self, as_json: bool = False, words: Words | None = None) -> None:
        self.as_json, self.words = as_json, words or Words(DEFAULT_LANGUAGE)

    def say(self, sentence: str, facts: Mapping[str, Any]) -> None:
        """Write one sentence, or the facts as one JSON object."""
        if self.as_json:
            write_json(facts)
        else:
            say(sentence)

    def table(self, frame: pd.DataFrame, columns: Sequence[str]) -> None:
        """Write some columns of a frame as a table, or all of it as a JSON list."""
        if self.as_json:
            write_json(frame.astype("object").where(frame.notna(), None).to_dict("records"))
            return
        drawn = Table(*columns, box=None, header_style="bold")
        for row in frame[list(columns)].astype("object").where(frame.notna(), "").to_dict("records"):
            drawn.add_row(*(_printable(row[name]) for name in columns))
        console = Console(file=sys.stdout)
        console.width = max(console.width, WIDEST) if not sys.stdout.isatty() else console.width
        console.print(drawn)

    def fail(self, exit_code: Exit, sentence: str, facts: dict[str, Any]) -> NoReturn:
        """Say what went wrong, as JSON too where the answers are JSON, and end with the exit code."""
        say_failure(sentence, {"sentence": sentence} | facts if self.as_json else None)
        raise typer.Exit(int(exit_code))

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Let a failure of the store, or a refused step, end the command with its sentence and code."""
        try:
            yield
        except (AccountRefused, LoadRefused) as error:
            self._fail_with(error, Exit.REFUSED)
        except MailFailed as error:
            self._fail_with(error, Exit.MAIL_FAILED)
        except StoreError as error:
            self._fail_with(error, Exit.STORE_FAILED)

    def _fail_with(self, error: StoreError, exit_code: Exit) -> NoReturn:
        sentence = f"{failure_sentence(error, self.words)} [{error}]"
        self.fail(exit_code, sentence, {"error": error.code} | error.facts)


def _printable(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return "".join(letter if letter.isprintable() else "�" for letter in text).replace("[", "\\[")
