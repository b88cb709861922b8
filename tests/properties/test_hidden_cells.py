"""No small cell of a register's forms can be worked out from what is published."""

import random

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.queries.small_cells import FEWEST_SHOWN, SPECIAL
from microdata.counting.upwards import summed_upwards
from microdata.hiding.blocks import BLOCKS
from microdata.hiding.cells import hidden_cells
from microdata.hiding.tree import Tree, tree_of
from tests.attacker import Attacker
from tests.small_registers import counted_one_by_one, household

COMMUNES = tuple(f"{number:05d}" for number in range(1, 10))
# Three districts of two communes in one province; in the other province communes alone.
UNITS = pd.DataFrame(
    {
        "vintage": "v2025",
        "level": "commune",
        "commune": COMMUNES,
        "kind": "xa",
        "district": ["001", "001", "002", "002", "003", "003", "", "", ""],
        "province": ["01"] * 6 + ["02"] * 3,
    }
)
ATTACKED = 12
few = settings(max_examples=5)


def summed(seed: int, size: int) -> tuple[pd.DataFrame, Tree]:
    """The counts of a small country in which most are poor, and its tree."""
    rng = random.Random(seed)
    weights = [rng.choice([1, 1, 3, 10]) for _ in COMMUNES]
    here = {"presence": "stayed", "urban": False, "class_now": "other"}
    rows = [
        household(
            rng, number, commune=rng.choices(COMMUNES, weights)[0], score=rng.choice([100, 100, 200]), **here
        )
        for number in range(size)
    ]
    counted = counted_one_by_one(rows)
    named = {column for block in BLOCKS for one in block.columns for column in one if _is_known(one.code)}
    codes = sorted({*named, *(code for place in counted.values() for code in place), *TOTALS})
    counts = pd.DataFrame([{code: place[code] for code in codes} for place in counted.values()])
    index = pd.MultiIndex.from_tuples(counted, names=["year", "vintage", "commune"])
    whole = summed_upwards(counts.set_index(index), UNITS, "nation")
    return whole, tree_of(whole.index, UNITS)


def _is_known(code: str) -> bool:
    """Of all peoples only those of ``small_registers``, so that the programme stays small."""
    return "_of_" not in code or code.endswith(("_of_tay", "_of_mong", "_of_other_peoples"))


TOTALS = [
    f"{of_list}_{what}" for of_list in ("poor", "near_poor") for what in ("households", "deprivations_total")
]


def small_ones(counts: pd.DataFrame, hidden: pd.DataFrame) -> list[tuple[int, str]]:
    is_small = hidden & (counts > 0) & (counts < FEWEST_SHOWN)
    return [(int(at), str(counts.columns[column])) for at, column in np.argwhere(is_small.to_numpy())]


def revealed(
    counts: pd.DataFrame, hidden: pd.DataFrame, tree: Tree, cells: list[tuple[int, str]]
) -> list[str]:
    """The cells that an attacker knows to be one number."""
    attacker = Attacker(counts, hidden, tree)
    ranges = {cell: attacker.range_of(cell) for cell in cells}
    return [
        f"{counts.index[at]} {code}" for (at, code), (low, high) in ranges.items() if high - low < 1 - 1e-6
    ]


@few
@given(st.integers(0, 10_000), st.sampled_from([6, 25, 120, 600]))
def test_all_that_is_published_together_reveals_no_small_cell(seed: int, size: int) -> None:
    counts, tree = summed(seed, size)
    hidden = hidden_cells(counts, tree)
    cells = small_ones(counts, hidden)
    attacked = random.Random(seed).sample(cells, min(ATTACKED, len(cells)))
    assert revealed(counts, hidden, tree, attacked) == []


@few
@given(st.integers(0, 10_000), st.sampled_from([6, 25, 120, 600]))
def test_every_small_group_is_hidden_and_no_total_of_a_list(seed: int, size: int) -> None:
    counts, tree = summed(seed, size)
    hidden = hidden_cells(counts, tree)
    special = [code for code in counts if code in SPECIAL]
    is_small = (counts[special] > 0) & (counts[special] < FEWEST_SHOWN)
    assert hidden[special].to_numpy()[is_small.to_numpy()].all()
    totals = ["total_households", "persons", "poor_households", "near_poor_households", "poor_persons"]
    assert not hidden[totals].any(axis=None)


def test_attack_finds_what_hiding_small_cells_alone_gives_away() -> None:
    counts, tree = summed(3, 600)
    alone = (counts > 0) & (counts < FEWEST_SHOWN)
    alone = alone & hidden_cells(counts, tree)
    assert len(revealed(counts, alone, tree, small_ones(counts, alone)[:20])) > 5


def test_commune_with_few_poor_tells_nothing_of_them_but_their_number() -> None:
    counts, tree = summed(11, 25)
    few_poor = (counts["poor_households"] > 0) & (counts["poor_households"] < FEWEST_SHOWN)
    assert few_poor.any()
    lacking = [code for code in map(str, counts) if code.startswith("poor_depriv")]
    assert hidden_cells(counts, tree).loc[few_poor, lacking].all(axis=None)


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    counts, tree = summed(1, 600)
    assert not hidden_cells(counts * 100, tree).any(axis=None)
