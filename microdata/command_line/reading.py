"""What the commands share: how they answer, and a register opened and checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from data_access.command_line.answering import Answers, Exit
from data_access.command_line.opened import store_session
from data_access.queries.places import places
from data_access.text.failures import failure_sentence
from microdata.counting.review import Review, counted
from microdata.engines import Engine, engine_of
from microdata.errors import RegisterRefused
from microdata.reading.files import open_register
from microdata.reading.findings import finding_text, findings_of
from microdata.reading.values import raw_table
from terminal.options import Json, Lang
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.words import Words

Register = Annotated[
    Path, typer.Argument(exists=True, help="A .csv or .parquet file, or a folder of files of one kind.")
]


@dataclass(frozen=True)
class AnswerOptions:
    """How a command answers."""

    lang: Lang = DEFAULT_LANGUAGE
    as_json: Json = False

    @property
    def answers(self) -> Answers:
        """The answers of the command."""
        return Answers(self.as_json, Words(self.lang))


@contextmanager
def refusals(answers: Answers) -> Iterator[None]:
    """Let a refused register, or a failing store or engine, end the command with its sentence."""
    with answers.failures():
        try:
            yield
        except RegisterRefused as error:
            sentence = f"{failure_sentence(error, answers.words)} [{error.facts.get('reason', '')}]"
            answers.fail(Exit.FILE_UNUSABLE, sentence, {"error": error.code} | error.facts)


def counted_register(answers: Answers, register: Path) -> tuple[Review, dict[str, str]]:
    """Return the counts of a register and its columns; one with flaws ends the command with all findings."""
    with engine_of() as engine:
        columns = open_register(engine, register)
        _expect_no_findings(answers, engine, columns)
        return counted(engine, columns), columns


def _expect_no_findings(answers: Answers, engine: Engine, columns: dict[str, str]) -> None:
    found = findings_of(engine, raw_table(columns))
    if not found.empty:
        say_findings(answers, found)
        raise typer.Exit(int(Exit.HAS_ERRORS))


def say_findings(answers: Answers, found: pd.DataFrame) -> None:
    """Write every finding with its first row, and never what is written there."""
    sentences = [finding_text(row, answers.words) for _, row in found.iterrows()]
    answers.say("\n".join(sentences), {"findings": found.to_dict("records")})


def known_places() -> pd.DataFrame:
    """Return the places of the published store, as ``queries.places``."""
    with store_session() as session:
        return places(session)
