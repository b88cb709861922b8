"""The passages between poor, near-poor and neither, as ribbons from the start of a year to its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.poverty.review_forms import FORMS_OF, NEAR, POOR
from ui.charts.sankey import Node, Passage
from vocabulary.words import Words

STAYED, BETTER, WORSE, OTHER = "#9fb3c8", "#2e7d6b", "#b3261e", "#8d8d8d"
NEITHER = "neither"
LISTS = (POOR, NEAR, NEITHER)
# From which list to which, by which line of which form, and its colour.
LINES = (
    (POOR, NEAR, POOR, "decreases", 0, BETTER),
    (POOR, NEITHER, POOR, "decreases", 1, BETTER),
    (POOR, NEITHER, POOR, "decreases", 2, OTHER),
    (NEAR, POOR, POOR, "increases", 0, WORSE),
    (NEAR, NEITHER, NEAR, "decreases", 1, BETTER),
    (NEAR, NEITHER, NEAR, "decreases", 2, OTHER),
    (NEITHER, POOR, POOR, "increases", 1, WORSE),
    (NEITHER, POOR, POOR, "increases", 2, WORSE),
    (NEITHER, POOR, POOR, "increases", 3, OTHER),
    (NEITHER, NEAR, NEAR, "increases", 1, WORSE),
    (NEITHER, NEAR, NEAR, "increases", 2, WORSE),
    (NEITHER, NEAR, NEAR, "increases", 3, OTHER),
)
NAMES = {
    "decreases": ("to_other", "above", "other_decrease"),
    "increases": ("from_other", "back", "new", "other_increase"),
}


def flow_passages(unit: str, values: Mapping[str, int], words: Words) -> list[Passage]:
    """Return every passage that is not nothing, those who stayed first.

    Empty unless every line of both forms is reported: a list of which only some passages are known would
    look as long as those.
    """
    found: list[Passage] = []
    lines = [(form.start, *form.decreases, *form.increases) for form in FORMS_OF[unit].values()]
    if not all(code in values for codes in lines for code in codes):
        return found
    for name in (POOR, NEAR):
        count = FORMS_OF[unit][name].stayed(values)
        if count:
            found.append(_passage(name, name, count, words(f"flows.stayed_{name}"), STAYED, words))
    for source, target, form, side, place, colour in LINES:
        code = getattr(FORMS_OF[unit][form], side)[place]
        if values.get(code):
            text = words(f"flows.{form}_{_line(form, side, place)}")
            found.append(_passage(source, target, values[code], text, colour, words))
    return found


def _line(form: str, side: str, place: int) -> str:
    name = NAMES[side][place]
    if name == "to_other":
        return "to_near" if form == POOR else "to_poor"
    return ("from_near" if form == POOR else "from_poor") if name == "from_other" else name


def _passage(source: str, target: str, count: int, text: str, colour: str, words: Words) -> Passage:
    told = f"{text}: {words.number(count)}"
    return Passage(f"start.{source}", f"end.{target}", float(count), told, colour, told)


def flow_nodes(passages: Sequence[Passage], words: Words) -> list[Node]:
    """Return the lists at the start and the end of the year, each with how many the passages make."""
    nodes = []
    for column, side in enumerate(("start", "end")):
        for name in LISTS:
            key = f"{side}.{name}"
            count = sum(one.value for one in passages if key in (one.source, one.target))
            nodes.append(Node(key, column, f"{words(f'flows.{side}_{name}')}\n{words.number(int(count))}"))
    return nodes
