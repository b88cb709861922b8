"""The explorer's ranking: every area by its value, with its change or why it has none."""

from __future__ import annotations

import pandas as pd

from data_access.comparing.like_for_like import is_aside, national_of_year
from data_access.comparing.year_rows import year_rows
from data_access.store.frames import Row
from geo.palettes import colours
from ui.cached import area_frames, source_frames
from ui.cached.area_frames import codes_inside
from ui.cached.comparable_figures import (
    changes,
    national_beside,
    ranked_figures,
    year_before,
    years_to_compare_with,
)
from ui.cached.looks import LAYERS
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.ranking_chart import ranking_chart
from ui.charts.source_lines import figure_sources, subtitle
from ui.explore.series import inside_only
from ui.maps.area_marks import ranks
from ui.maps.exploration import Exploration, chosen_indicator
from ui.text.change_sentences import movement_sentence
from ui.text.chart_sentences import left_behind_sentence
from ui.text.differences import change_unit, share_of_start
from ui.text.estimates import estimated_title, estimates_sentence, restated_note, with_restated
from ui.text.figures import is_known, number_text, status_text, text_in, value_text
from ui.text.map_sentences import map_sentence
from ui.text.reasons import reason_label
from ui.text.set_aside import set_aside_sentence, with_set_aside_notes
from ui.text.source_citation import NO_SOURCES
from vocabulary.words import Words

MOST_ROWS = 70
AT_EACH_END = 20

DATA_COLUMNS = (
    *("vintage", "area_code", "name_vi", "name_en"),
    *("value", "value_before", "change", "refusal", "source_code"),
)
# What a file has besides where values that are set aside are wanted.
OTHER_COLUMNS = ("state", "other_value", "standard_code")


def ranked_rows(visit: Visit, chosen: Exploration) -> pd.DataFrame:
    """Return one row per area of the units that report the year, highest first, gaps last.

    Columns of ``ranked_figures``, and ``rank``, ``value_before``, ``change`` and ``refusal`` (see
    ``data_access.comparing.changes``) against the year before that has figures.
    """
    picture, year = chosen.picture, chosen.year or 0
    shown = (picture.indicator, picture.look, picture.level)
    figures = ranked_figures(visit.edition, *shown, picture.estimates)
    vintage = _vintage(figures, year, LAYERS[picture.look, picture.level])
    areas = _areas(visit, chosen, vintage)
    rows = year_rows(areas, figures, year)
    rows["rank"] = ranks([value if is_known(value) else None for value in rows["value"]])
    before = compared_year(visit, chosen)
    if before is None:
        return rows.assign(value_before=float("nan"), change=float("nan"), refusal="no_before")
    found = changes(visit.edition, *shown, (before, year), picture.estimates)
    kept = found[["vintage", "area_code", "value_before", "change", "refusal"]]
    rows = rows.merge(kept, on=["vintage", "area_code"], how="left")
    apart = is_aside(rows)
    rows = rows.assign(change=rows["change"].mask(apart), refusal=rows["refusal"].mask(apart, "set_aside"))
    return rows.fillna({"refusal": "no_now"})


def compared_year(visit: Visit, chosen: Exploration) -> int | None:
    """Return the last year before the chosen one that it is compared with; None where there is none."""
    picture = chosen.picture
    years = years_to_compare_with(visit.edition, picture.indicator, picture.look, picture.level)
    return year_before(years, chosen.year or 0)


def _vintage(figures: pd.DataFrame, year: int, vintages: tuple[str, ...]) -> str:
    """Return the units that reported most figures of a year."""
    counted = figures.loc[figures["year"] == year, "vintage"].value_counts()
    return next((vintage for vintage in counted.index if vintage in vintages), vintages[0])


def _areas(visit: Visit, chosen: Exploration, vintage: str) -> pd.DataFrame:
    areas = area_frames.areas(visit.edition, chosen.picture.level, vintage).rename(
        columns={"code": "area_code"}
    )
    inside = codes_inside(
        visit.edition, vintage, chosen.picture.level, chosen.picture.within, chosen.picture.area_class
    )
    return areas if inside is None else areas[areas["area_code"].isin(inside)]


def ranking_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return the ranking of the year as a chart with the value of the year before beside each."""
    words, indicator = visit.words, chosen_indicator(visit, chosen)
    year = chosen.year or 0
    title = words("explore.ranking_title", indicator=words.of(indicator), year=str(year))
    rows = ranked_rows(visit, chosen)
    known = rows[rows["value"].notna()].reset_index(drop=True)
    if known.empty:
        return Exhibit("ranking", title, "", NO_SOURCES, None, silence=words("picture.nothing"))
    title = estimated_title(title, known, words)
    before = compared_year(visit, chosen)
    shown = _shown(known, chosen)
    note = (
        "" if len(shown) == len(known) else words("explore.ranking_part", shown=len(shown), count=len(known))
    )
    line = subtitle(visit, chosen.picture, str(year), indicator)
    return Exhibit(
        key="ranking",
        indicators=(chosen.picture.indicator,),
        title=title,
        subtitle=" · ".join(part for part in (line, note) if part),
        sources=figure_sources(visit, known, *_compared_with(visit, chosen, before)),
        chart=ranking_chart(
            _chart_rows(shown, indicator, words),
            unit=words.of(indicator, "unit"),
            words=words,
            years=(before, year),
        ),
        headers=_headers(before, indicator, words),
        cells=[_cells(row, indicator, words) for row in _told(visit, chosen, rows).to_dict("records")],
        numeric=(0, 3, 4, 5),
        data=rows[
            with_restated([*DATA_COLUMNS, *(OTHER_COLUMNS if chosen.picture.others else ())], rows)
        ].assign(year=year),
        sentence=year_sentence(visit, chosen, rows),
    )


def _compared_with(visit: Visit, chosen: Exploration, before: int | None) -> list[pd.DataFrame]:
    """Return what else the ranking tells numbers of: the areas the year before, and the nation."""
    picture, year = chosen.picture, chosen.year
    figures = ranked_figures(visit.edition, picture.indicator, picture.look, picture.level, picture.estimates)
    national = national_of_areas(visit, chosen)
    earlier = inside_only(visit, chosen, figures[(figures["year"] == before) & figures["value"].notna()])
    return [earlier, national[national["year"].isin([year, before])]]


def _shown(known: pd.DataFrame, chosen: Exploration) -> pd.DataFrame:
    """Return all rows, or of many the highest, the lowest and the chosen ones."""
    if len(known) <= MOST_ROWS:
        return known
    is_chosen = known["area_code"].isin([place.code for place in chosen.areas])
    ends = known.index.isin([*known.head(AT_EACH_END).index, *known.tail(AT_EACH_END).index])
    return known[ends | is_chosen]


def year_sentence(visit: Visit, chosen: Exploration, rows: pd.DataFrame) -> str:
    """Return extremes and nation of the year, and who moved most or who is left behind."""
    words, indicator = visit.words, chosen_indicator(visit, chosen)
    year, level = chosen.year or 0, chosen.picture.level
    of_year = national_of_year(national_of_areas(visit, chosen), year)
    level_now = map_sentence(rows, of_year, indicator, level, year, words)
    before = compared_year(visit, chosen)
    moved = "" if before is None else movement_sentence(rows, indicator, level, before, year, words)
    behind = left_behind_sentence(rows, of_year[0] if of_year else None, indicator, level, words)
    apart = set_aside_sentence(rows, standards_by_code(visit), words)
    estimated = estimates_sentence(rows, words)
    return " ".join(part for part in (level_now, moved, behind, apart, estimated) if part)


def national_of_areas(visit: Visit, chosen: Exploration) -> pd.DataFrame:
    """Return the nation's figures as they stand beside those of the areas shown (``national_beside``)."""
    picture = chosen.picture
    return national_beside(visit.edition, picture.indicator, picture.look, picture.level, picture.estimates)


def standards_by_code(visit: Visit) -> pd.DataFrame:
    """Return the standards, indexed by code."""
    return source_frames.standards(visit.edition).set_index("code", drop=False)


def _chart_rows(rows: pd.DataFrame, indicator: Row, words: Words) -> pd.DataFrame:
    records = rows.to_dict("records")
    return pd.DataFrame(
        {
            "label": [f"{row['rank']}  {words.of(row)}" for row in records],
            "value": rows["value"].to_numpy(),
            "before": rows["value_before"].where(rows["refusal"] == "").to_numpy(),
            "text": [value_text(row, indicator, words) for row in records],
            "change": [change_text(row, words) for row in records],
            "colour": colours(indicator["direction"], 5)[3],
        }
    )


def change_text(row: Row, words: Words) -> str:
    """Return a change with its sign, "" where there is none."""
    if not is_known(row["change"]):
        return ""
    decimals = int(row["decimals"]) if is_known(row["decimals"]) else 0
    number = words.number(abs(row["change"]), decimals)
    sign = "±" if row["change"] == 0 else "−" if row["change"] < 0 else "+"
    return f"{sign}{number}"


def _headers(before: int | None, indicator: Row, words: Words) -> list[str]:
    names = [words(f"table.{name}") for name in ("rank", "code", "area", "value")]
    since = "" if before is None else str(before)
    change = words("explore.change_header", since=since, unit=change_unit(indicator, words))
    return [*names, since or words("table.earlier"), change, words("table.status"), words("table.note")]


def _told(visit: Visit, chosen: Exploration, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the values that are set aside in their notes where they are wanted."""
    if not chosen.picture.others:
        return rows
    return with_set_aside_notes(rows, chosen_indicator(visit, chosen), standards_by_code(visit), visit.words)


def _cells(row: Row, indicator: Row, words: Words) -> list[str]:
    before = row["value_before"]
    decimals = int(row["decimals"]) if is_known(row["decimals"]) else 0
    earlier = dict(row) | {"value": before, "decimals": decimals, "state": "reported", "qualifier": "exact"}
    return [
        row["rank"],
        row["area_code"],
        words.of(row),
        value_text(row, indicator, words),
        number_text(earlier, words) if is_known(before) else "",
        _change_cell(row, words),
        status_text(row["status"], words) if is_known(row["status"]) else "",
        ". ".join(
            part for part in (text_in(row, f"note_{words.language}"), restated_note(row, words)) if part
        ),
    ]


def _change_cell(row: Row, words: Words) -> str:
    """Return a change in points and in percent of the start, or in a few words why an area has none."""
    change = change_text(row, words)
    if not change:
        return reason_label(row["refusal"], words)
    share = share_of_start(row["change"], row["value_before"], words)
    return f"{change} ({change[0]}{share})" if share and row["change"] else change
