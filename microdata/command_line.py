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
from data_access.command_line.opened import store_session
from data_access.demonstration.geography import Geography
from data_access.queries.places import places
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from microdata.counting.measures import measures
from microdata.counting.review import Review, counted
from microdata.counting.upwards import smallest_units, summed_upwards, unknown_communes
from microdata.engines import DuckEngine, engine_of
from microdata.errors import RegisterRefused
from microdata.inventing.writing import INVENTED_YEARS, SEED, Invention, write_invented
from microdata.reading.files import open_register
from microdata.reading.findings import finding_text, findings_of
from microdata.reading.values import raw_table
from microdata.schema import OPTIONAL, sets_in
from terminal.options import Json, Lang, grouped
from terminal.progress import progress
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.words import Words

# How many unknown communes a sentence names.
SHOWN = 5
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
        units = known_units()
        _refuse_unknown(review, units)
    _say_review(answers, review, columns)
    _say_provinces(answers, review, units)


def known_units() -> pd.DataFrame:
    """Return the units that a household may be in, as the published store knows them."""
    with store_session() as session:
        return smallest_units(places(session))


def _refuse_unknown(review: Review, units: pd.DataFrame) -> None:
    unknown = unknown_communes(review.counts, units)
    if unknown:
        shown = ", ".join(f"{vintage}.{code}" for vintage, code in unknown[:SHOWN])
        raise RegisterRefused(reason="unknown_communes", count=str(len(unknown)), codes=shown)


def _say_provinces(answers: Answers, review: Review, units: pd.DataFrame) -> None:
    """Write H, A and M0 of each province of the register."""
    if answers.as_json:
        return
    found = measures(summed_upwards(review.counts, units, "province")).reset_index()
    found = found[found["level"] == "province"]
    named = found.rename(columns={"headcount": "H", "intensity": "A", "adjusted": "M0"})
    answers.table(named.round(6), ["year", "vintage", "code", "H", "A", "M0"])


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


@dataclass(frozen=True)
class Invented:
    """What is invented."""

    year: Annotated[
        int, typer.Option(min=INVENTED_YEARS[0], max=INVENTED_YEARS[-1], help="The year of the review.")
    ] = INVENTED_YEARS[-1]
    provinces: Annotated[
        str, typer.Option(help="Codes of provinces of after the reform, by commas; all where none is named.")
    ] = ""
    scale: Annotated[
        float, typer.Option(min=0.000_001, max=1, help="The share of households that are invented.")
    ] = 1.0
    seed: Annotated[int, typer.Option(help="Another number, other households.")] = SEED

    @property
    def invention(self) -> Invention:
        """What is asked for; BadParameter for a province that there is not."""
        chosen = tuple(sorted({code.strip() for code in self.provinces.split(",")} - {""})) or None
        unknown = set(chosen or ()) - set(Geography(StoreSettings().data_dir).successors)
        if unknown:
            raise typer.BadParameter(", ".join(sorted(unknown)), param_hint="--provinces")
        return Invention(self.year, chosen, self.scale, self.seed)


@grouped
def generate_register(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="A new folder for the Parquet files.")],
    what: Invented,
    form: AnswerOptions,
) -> None:
    """Invent a register whose communes have the counts of the demonstration; no household in it is real."""
    answers, invention = form.answers, what.invention
    with refusals(answers), engine_of() as engine, progress() as report:
        data_dir = StoreSettings().data_dir
        rows = write_invented(engine.connection, data_dir, folder, invention, report)
    answers.say(
        answers.words("register.invented", households=rows, folder=str(folder)),
        {"folder": folder, "rows": rows},
    )
