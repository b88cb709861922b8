"""What is counted of a register, held against plain Python over its households."""

from fractions import Fraction

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import FORMS
from data_access.workbooks.checking.figure_rules import AT_LEAST, AT_MOST, BALANCES
from microdata.counting.measures import measures
from microdata.counting.movement import form_lines
from microdata.counting.review import counted
from microdata.counting.upwards import summed_upwards
from microdata.reading.findings import findings_of
from microdata.reading.values import raw_table
from tests.small_registers import COMMUNES, Household, class_of, counted_one_by_one, engine_with, households

# Two districts in one province, one in another: 00007 has no district.
UNITS = pd.DataFrame(
    {
        "vintage": "v2025",
        "level": "commune",
        "commune": COMMUNES,
        "kind": "xa",
        "district": ["001", "001", "002", ""],
        "province": ["01", "01", "01", "02"],
    }
)
# Each run compiles and asks a few long questions.
few = settings(max_examples=3)
registers = st.builds(households, st.integers(0, 10_000), st.integers(0, 120))


@few
@given(registers)
def test_every_count_is_that_of_its_households_and_keeps_the_rules_of_files(
    rows: list[Household],
) -> None:
    with engine_with(rows) as (engine, columns):
        counts = counted(engine, columns).counts
        assert findings_of(engine, raw_table(columns)).empty
    expected = counted_one_by_one(rows)
    assert {*counts.index} == {*expected}
    assert {code for place in expected.values() for code in place} <= {*counts.columns}
    for place, row in counts.iterrows():
        assert {code: int(value) for code, value in row.items() if value} == +expected[place]  # type: ignore[index]
    _keeps_the_rules_of_files(counts)


def _keeps_the_rules_of_files(counts: pd.DataFrame) -> None:
    for form in FORMS:
        assert {form.residual(row) for row in counts.to_dict("records")} <= {0}  # type: ignore[arg-type]
    for total, plus, minus in BALANCES:
        parts = counts[list(plus)].sum(axis=1) - counts[list(minus)].sum(axis=1)
        assert counts[total].equals(parts.astype("int64"))
    for part, whole, times in AT_MOST:
        assert (counts[part] <= times * counts[whole]).all()
    for part, whole, times in AT_LEAST:
        assert (counts[part] >= times * counts[whole]).all()


@few
@given(registers)
def test_m0_of_every_area_is_that_of_the_households_in_it(rows: list[Household]) -> None:
    with engine_with(rows) as (engine, columns):
        counts = summed_upwards(counted(engine, columns).counts, UNITS, "nation")
    found = measures(counts)
    for area, row in found.iterrows():
        level, code = area[2:]  # type: ignore[index]
        inside = [one for one in rows if _is_in(one["commune"], level, code) and class_of(one) is not None]
        poor = [one for one in inside if class_of(one) == "poor"]
        lacking = [sum(one[f"lacks_{name}"] for name in DEPRIVATIONS) for one in poor]
        headcount = Fraction(len(poor), len(inside))
        intensity = Fraction(sum(lacking), 12 * len(poor)) if poor else Fraction(0)
        assert row["headcount"] == float(headcount)
        assert row["intensity"] == float(intensity)
        assert row["adjusted"] == float(headcount * intensity)
        for name in DEPRIVATIONS:
            deprived = sum(one[f"lacks_{name}"] for one in poor)
            assert row[f"censored_{name}"] == deprived / len(inside)
            share = Fraction(deprived, sum(lacking)) if poor else Fraction(0)
            assert row[f"contribution_{name}"] == float(share)


def _is_in(commune: str, level: str, code: str) -> bool:
    unit = UNITS.set_index("commune").loc[commune]
    return level == "nation" or code == (commune if level == "commune" else unit[level])


@few
@given(registers)
def test_flows_add_up_to_the_register_and_the_watched_are_those_who_left(rows: list[Household]) -> None:
    with engine_with(rows) as (engine, columns):
        review = counted(engine, columns)
    assert review.passages["households"].sum() == len(rows)
    assert form_lines(review.passages)["households_escaped_poverty"].sum() == sum(
        (one["class_before"], one["presence"]) == ("poor", "stayed") and class_of(one) != "poor"
        for one in rows
    )
    watched = review.watched.groupby("watch_year")["households"].sum().to_dict()
    for year in (1, 2, 3):
        left = [one for one in rows if one["left_year"] == one["year"] - year + 1]
        assert watched.get(year, 0) == sum(class_of(one) in ("other", "average_farm") for one in left)
