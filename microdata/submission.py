"""A register's forms as files: figures that are sent in like those of any office, and tables beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data_access.queries.small_cells import SUPPRESSED
from data_access.workbooks.reading.options import FIGURE_COLUMNS, AreaKey
from microdata.counting.measures import STANDARD, measures
from microdata.counting.movement import KEYS, WATCH_YEARS
from microdata.counting.review import Review
from microdata.counting.upwards import LEVELS, summed_upwards, unknown_communes
from microdata.errors import RegisterRefused
from microdata.hiding.blocks import WATCHED
from microdata.hiding.cells import hidden_cells, shown
from microdata.hiding.tree import tree_of

FIGURES, MEASURES, WATCH = "forms.csv", "measures.csv", "watched.csv"
# How many unknown communes a sentence names.
NAMED = 5
# Few communes have no households: islands, and none in most places.
EMPTY_SHARE = 0.01


@dataclass(frozen=True)
class Forms:
    """The counts of a place and of every area in it, in one year, and which of them are hidden."""

    counts: pd.DataFrame
    hidden: pd.DataFrame

    @property
    def shown(self) -> pd.DataFrame:
        """The counts with <NA> in hidden cells."""
        return shown(self.counts, self.hidden)


def refuse_unknown(review: Review, units: pd.DataFrame) -> None:
    """Raise RegisterRefused (``unknown_communes``) where a commune is no unit of its vintage."""
    unknown = unknown_communes(review.counts, units)
    if unknown:
        codes = ", ".join(f"{vintage}.{code}" for vintage, code in unknown[:NAMED])
        raise RegisterRefused(reason="unknown_communes", count=str(len(unknown)), codes=codes)


def units_of(units: pd.DataFrame, place: AreaKey) -> pd.DataFrame:
    """Return the units that lie in a place, or are it; RegisterRefused (``unknown_place``) for none.

    A nation has the units of both vintages.
    """
    vintage, level, code = place
    if level == "nation":
        return units
    inside = units[(units["vintage"] == vintage) & (units[level] == code)] if level in LEVELS else units[:0]
    if inside.empty:
        raise RegisterRefused(reason="unknown_place", place=".".join(place))
    return inside


def forms_of(review: Review, units: pd.DataFrame, place: AreaKey) -> Forms:
    """Return the forms of a place, which the register covers whole, with small cells hidden.

    Raises RegisterRefused: ``several_years``, ``unknown_communes``, ``outside_place`` for households that
    are not in the place, ``not_whole`` where more communes of it than ``EMPTY_SHARE`` have no household,
    ``no_households``.
    """
    refuse_unknown(review, units)
    counts, inside = review.counts, units_of(units, place)
    years = sorted({year for year, *_ in counts.index})
    if len(years) != 1:
        reason = "several_years" if years else "no_households"
        raise RegisterRefused(reason=reason, years=", ".join(map(str, years)))
    outside = unknown_communes(counts, inside)
    if outside:
        raise RegisterRefused(reason="outside_place", count=str(len(outside)), place=".".join(place))
    _refuse_parts(review, inside, place)
    summed = summed_upwards(_with_watched(review), inside, place[1])
    return Forms(summed, hidden_cells(summed, tree_of(summed.index, inside)))


def _refuse_parts(review: Review, inside: pd.DataFrame, place: AreaKey) -> None:
    """Raise RegisterRefused where so many communes have no household that sums would be of a part."""
    empty = empty_units(review, inside, place)
    vintages = review.counts.index.get_level_values("vintage").unique()
    if len(empty) > max(1, EMPTY_SHARE * int(inside["vintage"].isin(vintages).sum())):
        raise RegisterRefused(reason="not_whole", count=str(len(empty)), place=".".join(place))


def empty_units(review: Review, units: pd.DataFrame, place: AreaKey) -> list[str]:
    """Return the codes of communes of a place, of the register's vintage, in which it has no household."""
    inside = units_of(units, place)
    vintages = review.counts.index.get_level_values("vintage").unique()
    here = set(review.counts.index.get_level_values("commune"))
    return sorted(set(inside.loc[inside["vintage"].isin(vintages), "commune"]) - here)


def _with_watched(review: Review) -> pd.DataFrame:
    """The counts with how many households are in each year of watch."""
    codes = [column.code for column in WATCHED.columns]
    if review.watched.empty:
        return review.counts.assign(**dict.fromkeys(codes, 0)) if len(review.passages) else review.counts
    found = review.watched.assign(code=review.watched["watch_year"].map(dict(enumerate(codes, 1))))
    wide = found.pivot_table(index=list(KEYS), columns="code", values="households", aggfunc="sum")
    joined = review.counts.join(wide.reindex(columns=codes), how="left")
    return joined.fillna(0).astype("int64").copy()


def figure_rows(forms: Forms, names: Mapping[AreaKey, str]) -> pd.DataFrame:
    """Return the forms with one figure a row: the columns of a table of figures, hidden ones as suppressed.

    ``names`` are those of areas by vintage, level and code. Of the peoples of form 9 those are there that
    some area has. Ordered by level from above, code and form.
    """
    counts = forms.counts.drop(columns=[column.code for column in WATCHED.columns], errors="ignore")
    # What is hidden in the uppermost area may not be told to be nothing by leaving it out.
    absent = [
        code
        for code in counts
        if "_households_of_" in str(code) and not counts[code].any() and not forms.hidden[code].iloc[0]
    ]
    counts = counts.drop(columns=absent)
    cells: Any = counts.rename_axis(columns="indicator_code").stack()
    long: pd.DataFrame = cells.rename("value").reset_index()
    is_hidden = forms.hidden[list(counts)].stack().to_numpy(dtype=bool)
    long = long.rename(columns={"code": "area_code"}).assign(state="", standard_code=STANDARD)
    long["value"] = long["value"].astype("Int64").mask(is_hidden)
    long.loc[is_hidden, "state"] = SUPPRESSED
    areas = long[["vintage", "level", "area_code"]].itertuples(index=False, name=None)
    long["area_name"] = [names.get(area, "") for area in areas]
    return long.reindex(columns=list(FIGURE_COLUMNS))


def write_forms(forms: Forms, names: Mapping[AreaKey, str], folder: Path) -> list[Path]:
    """Write figures, H, A and M0, and the newly escaped by year of watch into a new folder; return the files.

    Only what is shown is written; H, A and M0 are those of areas none of whose counts is hidden. Raises
    RegisterRefused (``folder_not_empty``).
    """
    if folder.exists() and any(folder.iterdir()):
        raise RegisterRefused(reason="folder_not_empty", file=folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    figure_rows(forms, names).to_csv(folder / FIGURES, index=False)
    measures(forms.shown).round(9).to_csv(folder / MEASURES)
    files = [folder / FIGURES, folder / MEASURES]
    watched = [column.code for column in WATCHED.columns if column.code in forms.counts]
    if len(watched) == WATCH_YEARS:
        forms.shown[watched].to_csv(folder / WATCH)
        files.append(folder / WATCH)
    return files
