"""The command that checks a register and says what could be made of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_access.command_line.answering import Answers
from microdata.command_line.reading import (
    AnswerOptions,
    Register,
    counted_register,
    known_places,
    refusals,
)
from microdata.counting.measures import measures
from microdata.counting.review import Review
from microdata.counting.upwards import smallest_units, summed_upwards
from microdata.schema import OPTIONAL, sets_in
from microdata.submission import refuse_unknown
from terminal.options import grouped


@grouped
def check_register(register: Register, form: AnswerOptions) -> None:
    """Check a register and compare its recorded classes with the rule; nothing is kept.

    Every finding names the first row it is found in and never what is written there.
    """
    answers = form.answers
    with refusals(answers):
        review, columns = counted_register(answers, register)
        units = smallest_units(known_places())
        refuse_unknown(review, units)
    say_review(answers, review, columns)
    _say_provinces(answers, review, units)


def _say_provinces(answers: Answers, review: Review, units: pd.DataFrame) -> None:
    """Write H, A and M0 of each province of the register."""
    if answers.as_json or review.counts.empty:
        return
    found = measures(summed_upwards(review.counts, units, "province")).reset_index()
    found = found[found["level"] == "province"]
    named = found.rename(columns={"headcount": "H", "intensity": "A", "adjusted": "M0"})
    answers.table(named.round(6), ["year", "vintage", "code", "H", "A", "M0"])


def say_review(answers: Answers, review: Review, columns: dict[str, str]) -> None:
    """Write the sizes of a register, whether its classes agree with the rule, and what is not made of it."""
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
        "classes_differ": differing(review),
        "not_made": [name for name in OPTIONAL if name not in sets_in(columns)],
    }


def differing(review: Review) -> int:
    """Return how many households have another class recorded than the one by the rule."""
    return int(review.differing["households"].sum()) if len(review.differing) else 0
