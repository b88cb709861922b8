"""Which years of the ministry's review are missing for which provinces, and which decision has them."""

from __future__ import annotations

from dataclasses import replace

from data_access.reporting_calendar import REVIEWED
from data_access.workbooks import DECISIONS, Decision
from ui.cached import area_frames, figure_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.quality.exhibit import checked
from vocabulary.vintages import OLD

NAMED = 20


def review_years_exhibit(visit: Visit) -> Exhibit:
    """Return a row a year: in how many of the 63 provinces the review is missing, which, what fills it."""
    words = visit.words
    headers = [words(f"quality.{name}") for name in ("year", "missing_provinces", "which", "filled_by")]
    cells = [_row(visit, decision) for decision in DECISIONS]
    told = "–".join(str(year) for year in _ends()), words("quality.review_years_rule"), ""
    return replace(checked(visit, "review_years", told, headers, cells), numeric=(1,))


def _ends() -> tuple[int, int]:
    years = [decision.year for decision in DECISIONS]
    return min(years), max(years)


def _row(visit: Visit, decision: Decision) -> list[str]:
    words = visit.words
    provinces = area_frames.areas(visit.edition, "province", OLD)
    missing = provinces[~provinces["code"].isin(_reviewed(visit, decision.year))]
    names = [words.of(row) for row in missing.head(NAMED).to_dict("records")]
    if len(missing) > NAMED:
        names.append(words("quality.more_provinces", count=len(missing) - NAMED))
    filled_by = words("quality.decision", number=decision.number, date=words.date(decision.issued))
    return [
        str(decision.year),
        words("quality.of", part=len(missing), whole=len(provinces)),
        words("quality.all_provinces") if len(missing) == len(provinces) else ", ".join(names),
        filled_by if len(missing) else "",
    ]


def _reviewed(visit: Visit, year: int) -> set[str]:
    """Return the codes of the provinces with a result of the review of a year."""
    known = set(figure_frames.coverage(visit.edition)["indicator_code"])
    found: set[str] = set()
    for code in REVIEWED:
        if code in known:
            rows = figure_frames.figures_by_area(visit.edition, code, "province", (OLD,), (year, year))
            found |= set(rows.loc[(rows["source_kind"] == "administrative"), "area_code"])
    return found
