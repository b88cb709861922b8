"""The command that counts a register and keeps what came of it, for the page of its office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from data_access.command_line.answering import Exit
from data_access.command_line.opened import store_session
from data_access.command_line.written_places import EXAMPLE
from data_access.queries.places import places
from data_access.queries.sources import store_load_number
from data_access.workbooks.reading.options import AreaKey
from microdata.command_line.checking import differing, review_facts
from microdata.command_line.making import COUNTRY, names_of, written_place
from microdata.command_line.reading import AnswerOptions, Register, refusals, say_findings
from microdata.counting.review import Review, counted
from microdata.counting.upwards import smallest_units
from microdata.engines import engine_of
from microdata.errors import RegisterRefused
from microdata.reading.files import open_register
from microdata.reading.findings import findings_of
from microdata.reading.values import raw_table
from microdata.results.comparing import differences, published_counts
from microdata.results.kept import DIFFERENCES, Facts, keep_result
from microdata.settings import RegisterSettings
from microdata.submission import empty_units, figure_rows, forms_of, units_of, write_forms
from terminal.options import grouped


@dataclass(frozen=True)
class KeepOptions:
    """What a register covers, and whether its own classes count."""

    place: Annotated[str, typer.Option(help=f"What the register covers whole: {EXAMPLE}, or {COUNTRY}.")]
    by_rule: Annotated[
        bool, typer.Option("--by-rule", help="Make forms also where recorded classes differ from the rule.")
    ] = False


@dataclass(frozen=True)
class _Read:
    """A register that was read: its facts, the rules that rows break, its counts where none is broken."""

    facts: Facts
    findings: pd.DataFrame
    review: Review | None


@grouped
def keep_register(register: Register, options: KeepOptions, form: AnswerOptions) -> None:
    """Count a register and keep what came of it for the page /register: counts alone, small cells hidden.

    A register with flaws, or one that no forms are made of, is kept as what is wrong with it.
    """
    answers, key = form.answers, written_place(options.place)
    with refusals(answers):
        with store_session() as session:
            known, load = places(session), store_load_number(session)
        units = smallest_units(known)
        units_of(units, key)
        read = _read(register, key)
        read = replace(read, facts=replace(read.facts, load=load))
        if read.review is None:
            keep_result(read.facts)
            say_findings(answers, read.findings)
            raise typer.Exit(int(Exit.HAS_ERRORS))
        try:
            if read.facts.differing and not options.by_rule:
                raise RegisterRefused(reason="classes_differ", count=str(differing(read.review)))
            facts, folder = _keep_forms(read.facts, read.review, known)
        except RegisterRefused as error:
            keep_result(replace(read.facts, refusal={name: str(fact) for name, fact in error.facts.items()}))
            raise
    said = {"name": facts.name, "areas": facts.areas, "hidden": facts.hidden, "compared": facts.compared}
    answers.say(answers.words("register.kept", name=facts.name, areas=facts.areas), said | {"folder": folder})


def _read(register: Path, key: AreaKey) -> _Read:
    settings = RegisterSettings()
    with engine_of(settings) as engine:
        columns = open_register(engine, register)
        raw = raw_table(columns)
        sizes = engine.answer(raw.aggregate(rows=raw.count(), communes=raw.commune.nunique())).iloc[0]
        facts = Facts(
            place=".".join(key),
            file=register.name,
            made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            engine=settings.microdata_engine,
            rows=int(sizes["rows"]),
            communes=int(sizes["communes"]),
        )
        found = findings_of(engine, raw)
        if not found.empty:
            rows = found[["code", "column", "rows"]].to_dict("records")
            told = [{str(name): fact for name, fact in row.items()} for row in rows]
            return _Read(replace(facts, findings=told), found, None)
        review = counted(engine, columns)
    return _Read(_with_review(facts, review, columns), found, review)


def _with_review(facts: Facts, review: Review, columns: dict[str, str]) -> Facts:
    said, keys = review_facts(review, columns), review.counts.index
    return replace(
        facts,
        communes=said["communes"],
        households=said["households"],
        poor=said["poor"],
        near_poor=said["near_poor"],
        not_made=said["not_made"],
        years=sorted({int(year) for year in keys.get_level_values("year")}),
        vintages=sorted(set(keys.get_level_values("vintage"))),
        differing=_differing_classes(review),
    )


def _differing_classes(review: Review) -> list[dict[str, Any]]:
    """How many households have one class recorded and another by the rule, over all communes."""
    if review.differing.empty:
        return []
    sums = review.differing.groupby(["class_now", "class_by_rule"])["households"].sum().reset_index()
    return [
        {"recorded": str(recorded), "by_rule": str(rule), "households": int(count)}
        for recorded, rule, count in sums.itertuples(index=False, name=None)
    ]


def _keep_forms(facts: Facts, review: Review, known: pd.DataFrame) -> tuple[Facts, Path]:
    """Make the forms, compare them with what is published, and keep both."""
    units, names = smallest_units(known), names_of(known)
    forms = forms_of(review, units, facts.key)
    figures = figure_rows(forms, names)
    with store_session() as session:
        differing_cells, cells = differences(figures, published_counts(session, figures))
    facts = replace(
        facts,
        areas=len(forms.counts),
        hidden=int(forms.hidden.to_numpy().sum()),
        without_households=empty_units(review, units, facts.key),
        compared=cells,
    )

    def write(folder: Path) -> None:
        write_forms(forms, names, folder)
        differing_cells.to_csv(folder / DIFFERENCES, index=False)

    return facts, keep_result(facts, write)
