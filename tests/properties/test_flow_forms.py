"""Forms 2 and 3 as the page reads them: what stayed, what does not add up, which way each passage goes."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data_access.poverty.review_forms import FORMS_OF, NEAR, POOR, codes_of, known_values
from ui.charts.sankey import sankey
from ui.flows.movements import flow_nodes, flow_passages
from ui.flows.sentences import flows_sentence
from vocabulary.words import Words

VI, EN = Words("vi"), Words("en")
SOME = st.integers(0, 10_000)


def values(unit: str, lines: dict[str, int]) -> dict[str, int]:
    """Return both forms closed: starts large enough, ends as the lines make them."""
    made = dict(lines)
    for form in FORMS_OF[unit].values():
        made[form.start] = made[form.start] + sum(made[code] for code in form.decreases)
        left, came = (sum(made[code] for code in codes) for codes in (form.decreases, form.increases))
        made[form.end] = made[form.start] - left + came
    return made


FILLED = st.sampled_from(["households", "persons"]).flatmap(
    lambda unit: st.tuples(st.just(unit), st.fixed_dictionaries(dict.fromkeys(codes_of(unit), SOME)))
)


@given(FILLED, st.integers(-50, 50))
def test_residual_is_what_the_end_has_beyond_its_lines(filled: tuple[str, dict[str, int]], off: int) -> None:
    unit, lines = filled
    made = values(unit, lines)
    for form in FORMS_OF[unit].values():
        assert form.residual(made) == 0
        assert form.residual(made | {form.end: made[form.end] + off}) == off
        missing = {code: value for code, value in made.items() if code != form.decreases[1]}
        assert form.residual(missing) is None
        assert form.stayed(missing) is None


@given(FILLED)
def test_passages_leave_every_start_and_reach_every_end(filled: tuple[str, dict[str, int]]) -> None:
    unit, lines = filled
    made = values(unit, lines)
    passages = flow_passages(unit, made, EN)
    for name in (POOR, NEAR):
        form = FORMS_OF[unit][name]
        assert sum(one.value for one in passages if one.source == f"start.{name}") == made[form.start]
        assert sum(one.value for one in passages if one.target == f"end.{name}") == made[form.end]


def test_drawn_ribbons_are_as_wide_as_what_passes() -> None:
    made = values("households", {code: 10 * number for number, code in enumerate(codes_of("households"), 1)})
    passages = flow_passages("households", made, VI)
    chart = sankey(flow_nodes(passages, VI), passages, words=VI).to_dict()
    name = chart["layer"][0]["data"]["name"]
    points = pd.DataFrame(chart["datasets"][name])
    ends = points.groupby("number").last()
    wide = (ends["y"] - ends["y2"]) / [one.value for one in passages]
    assert wide.max() - wide.min() < 1e-12


def test_only_plain_numbers_of_the_year_are_read() -> None:
    figures = pd.DataFrame(
        {
            "indicator_code": [
                "poor_households",
                "poor_households",
                "households_newly_poor",
                "total_households",
            ],
            "year": [2024, 2023, 2024, 2024],
            "value": [12.0, 15.0, None, 99.0],
        }
    )
    assert known_values(figures, "households", 2024) == {"poor_households": 12}


LINES = {
    "poor_households_at_start": 100,
    "households_poor_to_near_poor": 20,
    "poor_households_rising_above": 12,
    "poor_households_other_decrease": 3,
    "households_near_poor_to_poor": 2,
    "households_relapsed_into_poverty": 1,
    "households_newly_poor": 4,
    "poor_households_other_increase": 1,
}


def test_sentence_adds_up_to_its_net() -> None:
    sentence = flows_sentence("Xã A", 2024, "households", LINES | {"poor_households": 73}, EN)
    assert sentence == (
        "Xã A, 2024: 27 fewer poor households: 32 left the poor list, 7 joined or came back"
        " and other changes \N{MINUS SIGN}2."
    )


def test_sentence_of_a_form_that_does_not_add_up_says_by_how_much_and_names_no_net() -> None:
    sentence = flows_sentence("Xã A", 2024, "households", LINES | {"poor_households": 80}, EN)
    assert sentence.endswith("The form does not add up: its end is off by +7 from its lines.")
    assert "fewer" not in sentence


@given(FILLED, st.integers(-50, 50))
def test_start_out_back_other_and_rest_make_the_end(filled: tuple[str, dict[str, int]], off: int) -> None:
    unit, lines = filled
    made = values(unit, lines)
    for form in FORMS_OF[unit].values():
        found = form.balance(made | {form.end: made[form.end] + off})
        assert found is not None
        assert found.start - found.out + found.back + found.other + found.rest == found.end
        assert found.rest == off


def test_sentence_of_few_lines_says_those_and_no_net() -> None:
    told = {"poor_households_at_start": 100, "poor_households": 80, "households_relapsed_into_poverty": 0}
    assert FORMS_OF["households"][POOR].net_change(told) == -20
    assert flows_sentence("Xã A", 2024, "households", told, EN) == (
        "Xã A, 2024, in households: 100 at the beginning of the year, 80 at its end"
        " and 0 fell back into poverty."
    )
    assert flows_sentence("Xã A", 2024, "households", {}, VI) == "Xã A, năm 2024, tính theo hộ."
    assert flows_sentence("Xã A", None, "households", {}, VI).startswith("Xã A: chưa có số liệu")
