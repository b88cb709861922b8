"""The command that makes a register's forms: a file to be sent in like any other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from data_access.command_line.answering import Answers
from data_access.command_line.written_places import EXAMPLE, place_in
from data_access.workbooks.reading.options import AreaKey
from microdata.command_line.checking import differing
from microdata.command_line.reading import (
    AnswerOptions,
    Register,
    counted_register,
    known_places,
    refusals,
)
from microdata.counting.upwards import NATION, smallest_units
from microdata.errors import RegisterRefused
from microdata.submission import Forms, empty_units, forms_of, write_forms
from terminal.options import grouped
from vocabulary.vintages import OF_LARGE_AREAS

COUNTRY = "vn"
EMPTY_NAMED = 5


@grouped
def make_forms(
    register: Register,
    folder: Annotated[Path, typer.Argument(file_okay=False, help="A new folder for the files.")],
    place: Annotated[str, typer.Option(help=f"What the register covers whole: {EXAMPLE}, or {COUNTRY}.")],
    by_rule: Annotated[
        bool, typer.Option("--by-rule", help="Make them also where recorded classes differ from the rule.")
    ] = False,
    *,
    form: AnswerOptions,
) -> None:
    """Make the forms of a place with small cells hidden, as a file for `data_access load --kind figures`.

    Beside them H, A and M0 of each area, and the newly escaped by year of watch.
    """
    answers, key = form.answers, written_place(place)
    with refusals(answers):
        review, _ = counted_register(answers, register)
        if differing(review) and not by_rule:
            raise RegisterRefused(reason="classes_differ", count=str(differing(review)))
        known = known_places()
        units = smallest_units(known)
        forms = forms_of(review, units, key)
        files = write_forms(forms, names_of(known), folder)
        _say_made(answers, forms, files, empty_units(review, units, key))


def written_place(written: str) -> AreaKey:
    """Return vintage, level and code of a place as it is written in a command, ``vn`` for the nation."""
    return (OF_LARGE_AREAS, "nation", NATION) if written == COUNTRY else place_in(written)


def names_of(places: pd.DataFrame) -> dict[AreaKey, str]:
    """Return the name of each place by vintage, level and code, as it was last."""
    last = places.drop_duplicates(["vintage", "level", "code"], keep="last")
    keys = last[["vintage", "level", "code"]].itertuples(index=False, name=None)
    return dict(zip(keys, last["full_name_vi"], strict=True))


def _say_made(answers: Answers, forms: Forms, files: list[Path], empty: list[str]) -> None:
    hidden = int(forms.hidden.to_numpy().sum())
    facts = {"areas": len(forms.counts), "hidden": hidden, "files": [str(file) for file in files]}
    said = [answers.words("register.made", areas=len(forms.counts), hidden=hidden, file=str(files[0]))]
    if empty:
        named = ", ".join(empty[:EMPTY_NAMED])
        said.append(answers.words("register.empty_communes", count=len(empty), codes=named))
    answers.say("\n".join(said), facts | {"without_households": empty})
