"""The catalogue of indicators: search without accents, coverage by level and year, text to cite."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from data_access.store.frames import Row
from data_access.text.folding import folded
from geo.palettes import colours
from ui.text.figures import text_in
from vocabulary.words import Words

LEVELS = ("nation", "region", "province", "district", "commune", "group")
SEARCHED = ("name_vi", "name_en", "definition_vi", "definition_en", "numerator_vi", "numerator_en", "code")
SHADES = 5


def matching(indicators: pd.DataFrame, typed: str) -> pd.DataFrame:
    """Return the indicators that contain every typed word, with or without accents, in either language.

    Those whose name has all the words come first, then those whose definition does; each by position.
    """
    requested = folded(typed).split()
    if not requested:
        return indicators
    names = [folded(f"{row['name_vi']} {row['name_en']}") for row in indicators.to_dict("records")]
    texts = [
        folded(" ".join(text_in(row, field) for field in SEARCHED)) for row in indicators.to_dict("records")
    ]
    place = [
        0 if all(word in name for word in requested) else 1 if all(word in text for word in requested) else 2
        for name, text in zip(names, texts, strict=True)
    ]
    found = indicators.assign(place=place)
    found = found[found["place"] < 2].sort_values(["place", "position"], kind="stable")
    return found.drop(columns="place").reset_index(drop=True)


def coverage_summary(coverage: pd.DataFrame, words: Words) -> str:
    """Return where an indicator's figures are, finest level last: "Nation 2010–2025 · 63 provinces 2023"."""
    parts = []
    for level in LEVELS:
        rows = coverage[coverage["level"] == level]
        if len(rows):
            years = span_text(rows["year"])
            parts.append(words(f"explore.covered_{level}", count=int(rows["areas"].max()), years=years))
    return " · ".join(parts)


def span_text(years: Sequence[int] | pd.Series[int]) -> str:
    """Return the first and last year, or the only one."""
    first, last = int(min(years)), int(max(years))
    return str(first) if first == last else f"{first}–{last}"


def coverage_strip(coverage: pd.DataFrame, totals: dict[tuple[str, str], int], words: Words) -> str:
    """Return a table of levels by years, each cell the number of areas with a figure, shaded by their share.

    ``totals`` has the number of areas by level and vintage; of two vintages in a year the one that
    reports more is counted.
    """
    years = sorted({int(year) for year in coverage["year"]})
    head = "".join(f"<th scope='col'>{year}</th>" for year in years)
    body = "".join(_strip_row(level, years, coverage, totals, words) for level in LEVELS)
    caption = escape(words("explore.coverage_caption"))
    return (
        f"<div class='scroll' tabindex='0' role='region' aria-label='{caption}'>"
        f"<table class='strip'><caption>{caption}</caption>"
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _strip_row(
    level: str,
    years: Sequence[int],
    coverage: pd.DataFrame,
    totals: dict[tuple[str, str], int],
    words: Words,
) -> str:
    rows = coverage[coverage["level"] == level]
    if rows.empty:
        return ""
    best = rows.sort_values("areas").drop_duplicates("year", keep="last")
    known = {int(row["year"]): row for row in best.to_dict("records")}
    cells = [_strip_cell(known.get(year), level, totals, words) for year in years]
    return f"<tr><th scope='row'>{escape(words(f'explore.level_{level}'))}</th>{''.join(cells)}</tr>"


def _strip_cell(row: Row | None, level: str, totals: dict[tuple[str, str], int], words: Words) -> str:
    if row is None:
        return f"<td class='none' title='{escape(words('state.missing'))}'></td>"
    areas = int(row["areas"])
    total = max(totals.get((level, row["vintage"]), areas), areas)
    shade = min(int(SHADES * areas / total), SHADES - 1)
    ink = "#ffffff" if shade >= SHADES - 1 else "#16212c"
    title = words("explore.coverage_cell", count=areas, total=total)
    colour = colours("higher", SHADES)[shade]
    return f"<td style='background:{colour};color:{ink}' title='{escape(title)}'>{words.number(areas)}</td>"


def citation(indicator: Row, sources: Sequence[str], period: str, words: Words) -> str:
    """Return the text by which the figures of an indicator can be cited."""
    return words(
        "explore.citation",
        sources="; ".join(sources),
        indicator=words.of(indicator),
        period=period,
        site=words("site.name"),
    )
