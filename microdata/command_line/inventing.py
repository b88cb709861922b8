"""The command that invents a register for the counts of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from data_access.demonstration.geography import Geography
from data_access.store.settings import StoreSettings
from microdata.command_line.reading import AnswerOptions, refusals
from microdata.engines import duck_engine
from microdata.inventing.writing import INVENTED_YEARS, SEED, Invention, write_invented
from terminal.options import grouped
from terminal.progress import progress


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
    with refusals(answers), duck_engine() as engine, progress() as report:
        data_dir = StoreSettings().data_dir
        rows = write_invented(engine.connection, data_dir, folder, invention, report)
    answers.say(
        answers.words("register.invented", households=rows, folder=str(folder)),
        {"folder": folder, "rows": rows},
    )
