"""Changes of an indicator between two years, area by area, and why an area has none."""

from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.comparing.reasons import Reason
from data_access.comparing.survey_error import smallest_clear_change

# Results; what is expected, planned or aimed at is no change that happened.
SETTLED = ("final", "preliminary", "reported")
SURVEY = "survey"
CARRIED = ("value", "decimals", "standard_code", "source_kind", "qualifier", "status")
AREA = ["vintage", "area_code"]
CHANGE_COLUMNS = [
    *(*AREA, "name_vi", "name_en", "value_before", "value", "change"),
    *("difference", "least_clear", "decimals", "refusal"),
]
Texts = npt.NDArray[np.object_]
# Where both figures are known and alike: the difference is known, and may still be no clear change.
COMPARED = ("", Reason.UNCLEAR)


def changes(
    figures: pd.DataFrame,
    before: int,
    now: int,
    asked: pd.DataFrame | None = None,
    *,
    in_current_prices: bool = False,
) -> pd.DataFrame:
    """The change of each area between two years, in the unit of the printed figures.

    ``figures`` has the columns of ``figures_by_area``, one row an area and year, and may have
    ``restated``, ``reason`` and ``boundary`` as ``comparability`` and ``restated`` have them. ``asked`` says
    how many households a survey asks in each area (``vintage``, ``area_code``, ``households``); without it no
    change is too small to be said. ``in_current_prices`` are amounts that no change is told of.

    Returns one row per area with a figure in either year, by vintage and code: ``vintage``,
    ``area_code``, ``name_vi``, ``name_en``, ``value_before``, ``value``, ``change`` (exact in decimals;
    NaN where none can be said), ``difference`` (the same, also where it is no clear change),
    ``least_clear`` (the least difference of survey rates that is more than chance; NaN for others),
    ``decimals`` and ``refusal``: empty, or a ``Reason``, that of restating where a figure was not restated.
    """
    pairs = _pairs(figures, before, now)
    refusals = np.array(_refusals(pairs), dtype=object)
    if in_current_prices:
        refusals = np.where(refusals == "", Reason.CURRENT_PRICES.value, refusals)
    differences = _differences(pairs, refusals)
    least = _least_clear(pairs, asked)
    refusals = np.where((refusals == "") & (np.abs(differences) <= least), Reason.UNCLEAR.value, refusals)
    decimals = pairs[["decimals", "decimals_before"]].max(axis="columns").fillna(0).astype("int64")
    found = pairs.assign(
        change=np.where(refusals == "", differences, np.nan),
        difference=differences,
        least_clear=least,
        decimals=decimals,
        refusal=refusals,
    )
    return found[CHANGE_COLUMNS].reset_index(drop=True)


def _differences(pairs: pd.DataFrame, refusals: Texts) -> npt.NDArray[np.float64]:
    """The exact difference of the values of each pair that is not refused, NaN for the others."""
    return np.array(
        [
            float(Decimal(str(late)) - Decimal(str(early))) if not refusal else np.nan
            for early, late, refusal in zip(pairs["value_before"], pairs["value"], refusals, strict=True)
        ],
        dtype=float,
    )


def _least_clear(pairs: pd.DataFrame, asked: pd.DataFrame | None) -> npt.NDArray[np.float64]:
    """The least clear difference of each pair of rates of the survey, NaN for any other pair."""
    if asked is None:
        return np.full(len(pairs), np.nan)
    households = pairs[AREA].merge(asked, on=AREA, how="left")["households"].to_numpy(dtype=float)
    both = (pairs["source_kind"] == SURVEY) & (pairs["source_kind_before"] == SURVEY)
    before, now = (pairs[name].to_numpy(dtype=float) for name in ("value_before", "value"))
    return np.where(both, smallest_clear_change(before, now, households), np.nan)


def _pairs(figures: pd.DataFrame, before: int, now: int) -> pd.DataFrame:
    """Every area of either year with both of its figures side by side, gaps as None."""
    extra = [name for name in ("restated", "boundary", "reason") if name in figures]
    keys = [*AREA, "name_vi", "name_en"]
    kept = figures[[*keys, "year", *CARRIED, *extra]]
    early, late = (kept[kept["year"] == year].drop(columns="year") for year in (before, now))
    pairs = late.merge(early, on=keys, how="outer", suffixes=("", "_before"))
    return pairs.sort_values(AREA, kind="stable")


def _refusals(pairs: pd.DataFrame) -> list[str]:
    """Why each pair has no change, "" where it has one; what forbids most is named."""
    restated = [_text(pairs, name) for name in ("restated", "restated_before")]
    why_none, why_none_before = (_text(pairs, name) for name in ("reason", "reason_before"))
    carried_over = (restated[0] == "exact") | (restated[1] == "exact")
    no_now, no_before = (pairs[name].isna().to_numpy() for name in ("value", "value_before"))
    unsettled = ~(pairs["status"].isin(SETTLED) & pairs["status_before"].isin(SETTLED)).to_numpy()
    approximate = ~((pairs["qualifier"] == "exact") & (pairs["qualifier_before"] == "exact")).to_numpy()
    boundary_changed = ~carried_over & (_text(pairs, "boundary") != _text(pairs, "boundary_before"))
    cases: list[tuple[npt.NDArray[np.bool_], Texts]] = [
        (no_now & (why_none != ""), why_none),
        (no_before & ~no_now & (why_none_before != ""), why_none_before),
    ]
    named = [
        (no_now, Reason.NO_NOW),
        (no_before, Reason.NO_BEFORE),
        (unsettled, Reason.NOT_RESULT),
        (_differs(pairs, "source_kind"), Reason.SOURCE_KIND_CHANGED),
        (_differs(pairs, "standard_code"), Reason.STANDARD_CHANGED),
        ((restated[0] == "estimated") | (restated[1] == "estimated"), Reason.RESTATED_BY_WEIGHTS),
        (boundary_changed, Reason.BOUNDARY_CHANGED),
        (approximate, Reason.NOT_EXACT),
    ]
    cases += [(case, np.full(len(pairs), reason.value, dtype=object)) for case, reason in named]
    found = np.select([case for case, _ in cases], [reason for _, reason in cases], default="")
    return [str(reason) for reason in found]


def _differs(pairs: pd.DataFrame, column: str) -> npt.NDArray[np.bool_]:
    return np.asarray(_text(pairs, column) != _text(pairs, f"{column}_before"), dtype=bool)


def _text(pairs: pd.DataFrame, column: str) -> Texts:
    if column not in pairs:
        return np.full(len(pairs), "", dtype=object)
    return pairs[column].astype(object).where(pairs[column].notna(), "").to_numpy()
