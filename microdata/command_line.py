"""The commands on a register; docs/command-line.md says what each does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import ibis
import pandas as pd
import typer

from data_access.command_line.answering import Answers, Exit
from data_access.text.failures import failure_sentence
from microdata.counting.review import Review, counted
from microdata.engines import DuckEngine, engine_of
from microdata.errors import RegisterRefused
from microdata.reading.files import open_register
from microdata.reading.findings import finding_text, findings_of
from microdata.reading.values import raw_table
from microdata.schema import OPTIONAL, sets_in
from terminal.options import Json, Lang, grouped
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


@grouped
def check_register(register: Register, form: AnswerOptions) -> None:
    """Check a register and compare its recorded classes with the rule; nothing is kept.

    Every finding names the first row it is found in and never what is written there.
    """
    answers = form.answers
    with refusals(answers), engine_of() as engine:
        columns = open_register(engine, register)
        checked(answers, engine, raw_table(columns))
        review = counted(engine, columns)
    _say_review(answers, review, columns)


def checked(answers: Answers, engine: DuckEngine, raw: ibis.Table) -> None:
    """End the command with all findings where a register has any."""
    found = findings_of(engine, raw)
    if found.empty:
        return
    sentences = [finding_text(row, answers.words) for _, row in found.iterrows()]
    answers.say("\n".join(sentences), {"findings": found.to_dict("records")})
    raise typer.Exit(int(Exit.HAS_ERRORS))


def _say_review(answers: Answers, review: Review, columns: dict[str, str]) -> None:
    facts = review_facts(review, columns)
    sentences = [
        answers.words(
            "register.counted",
            communes=facts["communes"],
            households=facts["households"],
            poor=facts["poor"],
            near_poor=facts["near_poor"],
        ),
        answers.words("register.classes_differ", count=facts["classes_differ"])
        if facts["classes_differ"]
        else answers.words("register.classes_agree"),
        *(answers.words(f"register.without.{name}") for name in facts["not_made"]),
    ]
    answers.say("\n".join(sentences), facts)


def review_facts(review: Review, columns: dict[str, str]) -> dict[str, Any]:
    """Return the sizes of a register, how many classes differ, and what is not made of it."""
    sums = review.counts.sum()
    return {
        "communes": len(review.counts),
        "households": int(sums["total_households"]),
        "poor": int(sums["poor_households"]),
        "near_poor": int(sums["near_poor_households"]),
        "classes_differ": int(_total(review.differing)),
        "not_made": [name for name in OPTIONAL if name not in sets_in(columns)],
    }


def _total(frame: pd.DataFrame) -> int:
    return int(frame["households"].sum()) if len(frame) else 0
