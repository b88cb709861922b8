"""Central and local money beside each other: what is assigned from either, its parts included."""

import pandas as pd


def sum_of_fund(sums: pd.DataFrame, fund: str) -> int | None:
    """Return the least that a fund can be: as reported itself, else by its development and recurrent parts.

    ``sums`` are those of ``sums_by_fund`` of one stage and period. It does not matter whether a wider fund is
    reported too. None where neither is reported or all are zero.
    """
    once = sums[~sums["each_year"].fillna(False).astype(bool)].sort_values(
        ["fund", "with_carried_over"], kind="stable"
    )
    reported = once.drop_duplicates("fund").set_index("fund")["amount_min_vnd"]
    names = [fund] if fund in reported.index else [f"{fund}_development", f"{fund}_recurrent"]
    return int(reported.reindex(names).fillna(0).sum()) or None
