"""Figures of one file held against each other: identities, parts and wholes, rates, and areas."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.store.frames import kept
from data_access.workbooks.checking.figure_rules import AT_LEAST, AT_MOST, BALANCES, Balance, Ceiling, Floor
from data_access.workbooks.checking.figure_table import FigureTable
from data_access.workbooks.checking.findings import LISTED, Findings
from data_access.workbooks.reading.places import Gazetteer

# Counts are whole; what is off by less than this is the dust of adding floats.
DUST = 0.001


def check_rules(figures: pd.DataFrame, findings: Findings) -> None:
    """Hold the figures of each place and year to the declared rules.

    ``figures`` are reported figures, each place, year and indicator once.
    """
    table = FigureTable(figures)
    for balance in BALANCES:
        _balance(table, balance, figures, findings)
    for limit in AT_MOST:
        _limit(table, limit, figures, findings)
    for least in AT_LEAST:
        _limit(table, least, figures, findings)


def _balance(table: FigureTable, rule: Balance, figures: pd.DataFrame, findings: Findings) -> None:
    if not table.has((rule.total, *rule.plus, *rule.minus)):
        return
    total = table.of(rule.total)
    plus = np.column_stack([table.of(code) for code in rule.plus])
    minus = (
        np.column_stack([table.of(code) for code in rule.minus]) if rule.minus else np.zeros((len(total), 0))
    )
    reckoned = plus.sum(axis=1) - minus.sum(axis=1)
    # A NaN among them makes the comparison false: what is not reported cannot be wrong.
    bad = np.flatnonzero(np.abs(total - reckoned) > DUST)
    listed = bad[:LISTED]
    findings.errors(
        "does_not_add_up",
        figures.iloc[table.places_of(rule.total)[bad]],
        indicator=rule.total,
        value=total[listed],
        plus=plus[listed].tolist(),
        minus=minus[listed].tolist(),
        reckoned=reckoned[listed],
    )


def _limit(table: FigureTable, rule: Ceiling | Floor, figures: pd.DataFrame, findings: Findings) -> None:
    if not table.has((rule.part, rule.whole)):
        return
    part, whole = table.of(rule.part), table.of(rule.whole)
    bound = rule.times * whole
    is_most = isinstance(rule, Ceiling)
    off = part > bound + DUST if is_most else part < bound - DUST
    bad = np.flatnonzero(off)
    listed = bad[:LISTED]
    code = "less_than_times"
    if is_most:
        code = "more_than" if rule.times == 1 else "more_than_times"
    findings.errors(
        code,
        figures.iloc[table.places_of(rule.part)[bad]],
        indicator=rule.part,
        value=part[listed],
        other=rule.whole,
        other_value=whole[listed],
        times=rule.times,
        bound=bound[listed],
    )


def check_rates(figures: pd.DataFrame, ratios: dict[str, tuple[str, str]], findings: Findings) -> None:
    """Hold rates to their counts, to the decimals they are reported with.

    ``ratios`` has numerator and denominator of each rate.
    """
    table = FigureTable(figures)
    for rate, (numerator, denominator) in ratios.items():
        if not table.has((rate, numerator, denominator)):
            continue
        value, whole = table.of(rate), table.of(denominator)
        reckoned = 100 * np.divide(
            table.of(numerator), whole, out=np.full(len(whole), np.nan), where=(whole > 0)
        )
        places = table.places_of(rate)
        decimals = np.where(places < 0, 0, figures["decimals"].to_numpy(dtype=np.int64)[places])
        bad = np.flatnonzero(np.abs(value - reckoned) > 0.5001 * 10.0**-decimals + 1e-6)
        listed = bad[:LISTED]
        findings.errors(
            "rate_differs",
            figures.iloc[places[bad]],
            indicator=rate,
            value=value[listed],
            part=table.of(numerator)[listed],
            whole=whole[listed],
            reckoned=np.round(reckoned[listed], 2),
        )


def check_areas(figures: pd.DataFrame, adding_up: set[str], gazetteer: Gazetteer, findings: Findings) -> None:
    """Hold the total of an area to its parts, where the file reports all of them, or more than the total."""
    counts = kept(figures, figures["indicator_code"].isin(adding_up))
    for steps in (1, 2):
        _areas_above(counts, steps, gazetteer, findings)


def _areas_above(counts: pd.DataFrame, steps: int, gazetteer: Gazetteer, findings: Findings) -> None:
    above, parts = _ancestors(counts["area_id"].to_numpy(dtype=np.int64), steps, gazetteer)
    below = pd.DataFrame(
        {
            "indicator_code": counts["indicator_code"].to_numpy(),
            "year": counts["year"].to_numpy(),
            "area_id": above,
            "of": parts,
            "value": counts["value"].to_numpy(),
        }
    )
    below = below[below["area_id"] >= 0]
    keys = ["indicator_code", "year", "area_id"]
    grouped = below.groupby(keys, sort=False, observed=True)
    sums = grouped.agg(sum=("value", "sum"), count=("value", "size"), of=("of", "first")).reset_index()
    totals = (
        counts[["indicator_code", "year", "area_id", "value"]].reset_index(drop=True).reset_index(names="at")
    )
    joined = totals[[*keys, "value", "at"]].merge(sums, on=keys, how="inner")
    is_whole = joined["count"] == joined["of"]
    differs = (joined["value"] - joined["sum"]).abs() > DUST
    exceeds = joined["sum"] > joined["value"] + DUST
    bad = joined[(is_whole & differs) | (~is_whole & exceeds & (steps == 1))]
    findings.errors(
        "area_differs_from_parts",
        counts.iloc[bad["at"]],
        indicator=bad["indicator_code"].tolist(),
        value=bad["value"].tolist(),
        reckoned=bad["sum"].tolist(),
        count=bad["count"].tolist(),
    )


def _ancestors(
    area_ids: npt.NDArray[np.int64], steps: int, gazetteer: Gazetteer
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For each area the one so many steps above it (-1: none), and how many of its level lie in that one."""
    distinct, where = np.unique(area_ids, return_inverse=True)
    found = [gazetteer.above(int(number), steps) for number in distinct]
    above = np.array([-1 if number is None else number for number in found], dtype=np.int64)
    parts = np.array(
        [
            0 if up is None else gazetteer.parts_of(up, gazetteer.areas[int(number)])
            for number, up in zip(distinct, found, strict=True)
        ],
        dtype=np.int64,
    )
    return above[where], parts[where]
