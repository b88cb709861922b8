"""The quadrant of money beside need: places by their poverty rate and what they got or spent, and a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from data_access.money.need import PERSONS, middles, needs_much_has_little
from ui.cached.figure_frames import indicator_row
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.money_charts import quadrant
from ui.charts.native import NativeChart
from ui.charts.source_lines import named_sources
from ui.controls import choices, notices
from ui.controls.exhibits import show
from ui.funding.need_facts import Need
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import percent, subtitle
from ui.text.figures import is_known
from vocabulary.words import Words

NEEDY_COLOUR, OTHER_COLOUR = "#b3261e", "#7a8793"
AGAINST, MONEY_PER_PERSON = ("disbursed", "money"), "money_persons"
NAMED = 30
# More names would lie over each other; they are in the list below.
NAMED_DOTS = 8
# Columns of the dots as a slide's own chart names them.
NATIVE_NAMES = {"group": "series", "name": "text"}


def quadrant_part(visit: Visit, chosen: FundingChoice, need: Need) -> str:
    """Draw the quadrant; return what the rate is set against."""
    against = _chosen_against(visit.words, need)
    show(visit, quadrant_exhibit(visit, chosen, need, against))
    return against


def quadrant_exhibit(visit: Visit, chosen: FundingChoice, need: Need, against: str) -> Exhibit:
    """Return the places by their rate and what it is set against; silent where too few are known."""
    known, middle = _known_places(need, against), _middle(need, against)
    if known is None or middle is None:
        return _exhibit(visit, chosen, need, against, need.places.head(0), (0.0, 0.0))
    return _exhibit(visit, chosen, need, against, known, middle)


def _middle(need: Need, against: str) -> tuple[float, float] | None:
    return middles(need.places["rate"], need.places[_column(need, against)]) if need.indicator else None


def _known_places(need: Need, against: str) -> pd.DataFrame | None:
    """Return the places with both numbers, those of high need that got little first; None of too few."""
    column, places, middle = _column(need, against), need.places, _middle(need, against)
    if middle is None:
        return None
    known = places[places["rate"].notna() & places[column].notna()]
    needy = needs_much_has_little(known["rate"], known[column], middle)
    # By code they are already.
    known = known.assign(needy=needy).sort_values("rate", ascending=False, kind="stable")
    return known.sort_values("needy", ascending=False, kind="stable")


def _chosen_against(words: Words, need: Need) -> str:
    """Draw the choice of what the rate is set against; of a plan nothing can have been disbursed."""
    if need.counted == PERSONS:
        return MONEY_PER_PERSON
    against, bad_parameter = choices.coded_segments(
        words("need.against"),
        "against",
        AGAINST,
        lambda code: words(f"need.against_{code}"),
        "disbursed",
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    return against


def _column(need: Need, against: str) -> str:
    return "share" if against == "disbursed" else need.counted.per_one


def _exhibit(
    visit: Visit,
    chosen: FundingChoice,
    need: Need,
    against: str,
    known: pd.DataFrame,
    middle: tuple[float, float],
) -> Exhibit:
    words = visit.words
    row = indicator_row(visit.edition, need.indicator) if need.indicator else None
    points = _points(known, need, against, words)
    y_title = words(f"need.axis_{against}")
    x_title = f"{words.of(row)} ({need.rate_year}), %" if row is not None else ""
    return Exhibit(
        key=f"need-{against}",
        title=words(f"need.title_{against}"),
        subtitle=subtitle(visit, chosen, _rule(middle, words) if len(known) else ""),
        sources=named_sources(visit, need.sources),
        chart=quadrant(points, x_title=x_title, y_title=y_title, middle=middle, words=words)
        if len(known)
        else None,
        native=NativeChart("points", points.rename(columns=NATIVE_NAMES), (x_title, y_title)),
        headers=[words("table.area"), words("need.rate"), y_title, words("need.quadrant")],
        cells=lambda: [
            [name, percent(rate, words), _number(other, words), group]
            for name, rate, other, group in zip(
                *(points[of] for of in ("label", "x", "y", "group")), strict=True
            )
        ],
        numeric=(1, 2),
        data=known.drop(columns="needy", errors="ignore"),
        silence=words("need.too_few"),
    )


def _rule(middle: tuple[float, float], words: Words) -> str:
    return words("need.rule", rate=_number(middle[0], words), other=_number(middle[1], words))


def _points(known: pd.DataFrame, need: Need, against: str, words: Words) -> pd.DataFrame:
    needy = known["needy"] if "needy" in known else pd.Series(data=False, index=known.index)
    group = {of: words(f"need.group_{name}_{against}") for of, name in ((True, "needy"), (False, "other"))}
    return pd.DataFrame(
        {
            "x": known["rate"],
            "y": known[_column(need, against)],
            "label": known[f"name_{words.language}"],
            "name": known[f"name_{words.language}"].where(needy & (needy.sum() <= NAMED_DOTS), ""),
            "group": needy.map(group),
            "colour": needy.map({True: NEEDY_COLOUR, False: OTHER_COLOUR}),
        }
    )


def needy_exhibit(visit: Visit, chosen: FundingChoice, need: Need, against: str) -> Exhibit:
    """Return the places of high need that got or spent little, the poorest first, as a table."""
    words, known = visit.words, _known_places(need, against)
    needy = need.places.head(0) if known is None else known[known["needy"]].drop(columns="needy")
    columns = _columns(need, words)
    return Exhibit(
        key=f"needy-{against}",
        title=words(f"need.list_{against}", count=len(needy)),
        subtitle=subtitle(visit, chosen, ""),
        sources=named_sources(visit, need.sources),
        chart=None,
        headers=[words("table.area"), *(words(key) for key, _ in columns.values())],
        cells=[
            [words.of(row), *(_known(row[name], written, words) for name, (_, written) in columns.items())]
            for row in needy.head(NAMED).to_dict("records")
        ],
        numeric=tuple(range(1, len(columns) + 1)),
        data=needy,
        silence=words("need.too_few"),
        of_rows=len(needy),
    )


def _columns(need: Need, words: Words) -> dict[str, tuple[str, Callable[[Any], str]]]:
    """Return the columns of the table: the key of each one's name, and how its numbers are written."""
    columns: dict[str, tuple[str, Callable[[Any], str]]] = {
        "rate": ("need.rate", lambda value: percent(value, words)),
        "share": ("need.axis_disbursed", lambda value: percent(value, words)),
        need.counted.per_one: (f"need.axis_money{need.suffix}", lambda value: _number(value, words)),
        need.counted.column: (f"need.{need.counted.column}", lambda value: words.number(int(value))),
    }
    if need.counted == PERSONS:
        del columns["share"]
    return columns


def _known(value: object, written: Callable[[Any], str], words: Words) -> str:
    return written(value) if is_known(value) else words("state.missing")


def _number(value: float, words: Words) -> str:
    return words.number(value, 1)
