"""What poor households lack: profile, heat table, and the registry's M0 with its parts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from data_access.poverty.adjusted_poverty import DEPRIVATIONS, WEIGHTS, share_of_whole
from data_access.poverty.deprivation_counts import (
    DEPRIVED,
    HOUSEHOLDS,
    POOR,
    counts_in,
    deprived_percents,
    with_adjusted_poverty,
)
from data_access.store.frames import Row
from geo.palettes import colours
from ui.cached import area_frames
from ui.cached.area_frames import place_row
from ui.cached.deprivation_frames import adjusted_by_area, counts_of_place
from ui.cached.visit import Visit
from ui.charts.comparison_charts import heat_chart, parts_chart
from ui.charts.exhibit import Exhibit
from ui.charts.native import NativeChart
from ui.charts.series_charts import NATION_COLOUR, dot_chart
from ui.charts.source_lines import SERIES_COLOURS, figure_sources
from ui.explore.series import inside_only
from ui.maps.exploration import Exploration
from ui.text.place_key import NATION, PlaceKey, place_key
from ui.text.source_citation import NO_SOURCES
from vocabulary.words import Words

MOST_ROWS = 40
NAMED = 3
# Two shades a dimension: employment, health, education, housing, water and sanitation, information.
PART_COLOURS = (
    *("#0b5394", "#6fa8dc", "#a61c00", "#e69138", "#38761d", "#93c47d"),
    *("#5b3a8c", "#b4a7d6", "#134f5c", "#76a5af", "#7f6000", "#f1c232"),
)


def measures(visit: Visit, chosen: Exploration) -> pd.DataFrame:
    """Return H, A, M0 and their parts of the areas of the year, the highest M0 first."""
    picture = chosen.picture
    rows = adjusted_by_area(visit.edition, picture.look, picture.level, chosen.year or 0)
    order = inside_only(visit, chosen, rows).sort_values(["adjusted", "area_code"], ascending=[False, True])
    return order.reset_index(drop=True)


def _line(visit: Visit, chosen: Exploration, unit: str) -> str:
    place = place_row(visit.edition, place_key(chosen.picture.within))
    name = visit.words.of(place, "full_name") if place is not None else visit.words("map.nation")
    return f"{name} · {chosen.year} · {unit}"


def profile_exhibit(visit: Visit, chosen: Exploration) -> Exhibit:
    """Return the shares of poor households deprived in each indicator, of the chosen areas and the nation."""
    words = visit.words
    title = words("area.profile", year=str(chosen.year or ""))
    picked = chosen.areas or tuple(
        PlaceKey(row["vintage"], chosen.picture.level, row["area_code"])
        for row in measures(visit, chosen).head(1).to_dict("records")
    )
    frames = [_shares(visit, place, chosen, words) for place in (*picked[:NAMED], NATION)]
    points = pd.concat(frames, ignore_index=True)
    if points.empty:
        return Exhibit("profile", title, "", NO_SOURCES, None, silence=words("explore.no_counts"))
    unit = words("area.profile_unit")
    order = frames[0].sort_values("value", ascending=False)
    position = {label: number for number, label in enumerate(order["label"])}
    series = list(dict.fromkeys(points["series"]))
    ordered = pd.concat(
        [frame.sort_values("label", key=lambda labels: labels.map(position)) for frame in frames],
        ignore_index=True,
    )
    return Exhibit(
        key="profile",
        title=title,
        subtitle=_line(visit, chosen, unit),
        sources=figure_sources(visit, points),
        chart=dot_chart(
            ordered,
            colours=[*SERIES_COLOURS[: len(series) - 1], NATION_COLOUR],
            unit=unit,
            words=words,
        ),
        native=NativeChart("bars", ordered, (unit,)),
        headers=[words("table.indicator"), words("table.area"), unit],
        cells=[[row["label"], row["series"], row["text"]] for row in points.to_dict("records")],
        numeric=(2,),
        data=points[
            ["vintage", "area_code", "deprivation", "series", "label", "year", "value", "source_code"]
        ],
        sentence=profile_sentence(frames[0], chosen.year or 0, words),
    )


def _shares(visit: Visit, place: PlaceKey, chosen: Exploration, words: Words) -> pd.DataFrame:
    """Return a row a deprivation: ``series``, ``label``, ``value`` (percent of the poor), ``text``."""
    counts = counts_of_place(visit.edition, place)
    here = counts[(counts["year"] == chosen.year) & (counts[POOR] > 0)]
    name = words.of(area_frames.area_row(visit.edition, place))
    rows = [
        {
            "vintage": place.vintage,
            "area_code": place.code,
            "deprivation": deprivation,
            "series": name,
            "label": words(f"deprivation.{deprivation}"),
            "value": percent,
            "text": words.with_unit(words.number(percent, 1), "%"),
            "year": row["year"],
            "source_code": row["source_code"],
        }
        for row in here.to_dict("records")
        for deprivation, percent in deprived_percents(row).items()
    ]
    columns = [
        "vintage",
        "area_code",
        "deprivation",
        "series",
        "label",
        "value",
        "text",
        "year",
        "source_code",
    ]
    return pd.DataFrame(rows, columns=columns)


def profile_sentence(shares: pd.DataFrame, year: int, words: Words) -> str:
    """Return the three deprivations that most poor households of a place share; "" without counts."""
    if shares.empty:
        return ""
    first = shares.sort_values("value", ascending=False, kind="stable").head(NAMED).to_dict("records")
    names = [words("headline.one", names=row["label"], value=row["text"]) for row in first]
    return words("explore.profile", area=first[0]["series"], year=str(year), names=words.listed(names))


def heat_exhibit(visit: Visit, chosen: Exploration, most: int = MOST_ROWS) -> Exhibit:
    """Return areas by deprivations, each cell the share of poor households, the highest M0 first."""
    words = visit.words
    title = words("explore.heat_title", year=str(chosen.year or ""))
    rows = measures(visit, chosen)
    rows = rows[rows[POOR] > 0]
    if rows.empty:
        return Exhibit("heat", title, "", NO_SOURCES, None, silence=words("explore.no_counts"))
    shown = rows.head(most)
    labels = {name: words(f"deprivation.{name}") for name in DEPRIVATIONS}
    cells = pd.DataFrame(
        [
            {"row": words.of(row), "column": labels[name], "value": share, "text": words.number(share, 0)}
            for row in shown.to_dict("records")
            for name, share in deprived_percents(row).items()
        ]
    )
    unit = words("area.profile_unit")
    part = words("explore.ranking_part_highest", shown=len(shown), count=len(rows))
    line = _line(visit, chosen, unit)
    return Exhibit(
        key="heat",
        title=title,
        subtitle=line if len(shown) == len(rows) else f"{line} · {part}",
        sources=figure_sources(visit, rows),
        chart=heat_chart(
            cells, colours=colours("lower", 7), columns=list(labels.values()), unit=unit, words=words
        ),
        headers=[words("table.area"), *labels.values()],
        cells=[
            [words.of(row), *(words.number(share, 1) for share in deprived_percents(row).values())]
            for row in rows.to_dict("records")
        ],
        numeric=tuple(range(1, 13)),
        data=rows[
            ["vintage", "area_code", "name_vi", "name_en", "year", POOR, *DEPRIVED.values(), "source_code"]
        ],
        sentence=heat_sentence(rows, labels, chosen.year or 0, words),
    )


def heat_sentence(rows: pd.DataFrame, labels: dict[str, str], year: int, words: Words) -> str:
    """Return the deprivation of most poor households of the areas together; counts add, shares do not."""
    totals = {name: int(rows[code].sum()) for name, code in DEPRIVED.items()}
    most = max(totals.values())
    names = [labels[name] for name, total in totals.items() if total == most]
    share = words.with_unit(words.number(100 * most / int(rows[POOR].sum()), 1), "%")
    return words("explore.heat", year=str(year), names=words.listed(names), count=most, share=share)


def index_exhibit(visit: Visit, chosen: Exploration, most: int = MOST_ROWS) -> Exhibit:
    """Return M0 of the areas as bars made of what each deprivation contributes, with H and A in the table."""
    words = visit.words
    title = words("explore.index_title", year=str(chosen.year or ""))
    rows = measures(visit, chosen)
    if rows.empty:
        return Exhibit("index", title, "", NO_SOURCES, None, silence=words("explore.no_counts"))
    shown = rows.head(most)
    labels = [words(f"deprivation.{name}") for name in DEPRIVATIONS]
    parts = pd.DataFrame(
        [
            {
                "label": words.of(row),
                "part": label,
                "position": number,
                "value": row["adjusted"] * row[f"contribution_{name}"],
                "text": words.with_unit(words.number(100 * row[f"contribution_{name}"], 1), "%"),
            }
            for row in shown.to_dict("records")
            for number, (name, label) in enumerate(zip(DEPRIVATIONS, labels, strict=True))
        ]
    )
    line = _line(visit, chosen, words("explore.index_unit"))
    part = words("explore.ranking_part_highest", shown=len(shown), count=len(rows))
    return Exhibit(
        key="index",
        title=title,
        subtitle=line if len(shown) == len(rows) else f"{line} · {part}",
        sources=figure_sources(visit, rows),
        chart=parts_chart(parts, colours=PART_COLOURS, unit="M0", words=words),
        native=NativeChart("stacked", parts.rename(columns={"part": "series"}).drop(columns="text"), ("M0",)),
        headers=_index_headers(labels, words),
        cells=_index_cells(visit, chosen, rows),
        numeric=tuple(range(1, 19)),
        data=rows,
        sentence=_index_sentence(visit, chosen),
    )


def _index_headers(labels: list[str], words: Words) -> list[str]:
    counted = [words("explore.all_households"), words("explore.poor_households")]
    return [words("table.area"), *counted, "H (%)", "A (%)", "M0", words("explore.share_of_nation"), *labels]


def _index_cells(visit: Visit, chosen: Exploration, rows: pd.DataFrame) -> list[list[str]]:
    """Return counts, H, A, M0, the share of the nation's M0 and the censored headcounts, in percent."""
    words, nation = visit.words, counts_of_place(visit.edition, NATION)
    whole = nation[nation["year"] == chosen.year].to_dict("records")
    return [
        [
            words.of(row),
            words.number(row[HOUSEHOLDS]),
            words.number(row[POOR]),
            words.number(100 * row["headcount"], 2),
            words.number(100 * row["intensity"], 2),
            words.number(row["adjusted"], 4),
            _share(row, whole, words),
            *(words.number(100 * row[f"censored_{name}"], 2) for name in DEPRIVATIONS),
        ]
        for row in rows.to_dict("records")
    ]


def _share(row: Row, whole: Sequence[Row], words: Words) -> str:
    weights = WEIGHTS.get(str(row["standard_code"]))
    if not whole or weights is None:
        return ""
    share: Fraction | None = share_of_whole(counts_in(row), counts_in(whole[0]), weights)
    return "" if share is None else words.with_unit(words.number(100 * float(share), 1), "%")


def _index_sentence(visit: Visit, chosen: Exploration) -> str:
    """Return H, A and M0 of the chosen area, else of the nation, and its largest contribution."""
    place = chosen.area or NATION
    counts = counts_of_place(visit.edition, place)
    rows = with_adjusted_poverty(counts[counts["year"] == chosen.year]).to_dict("records")
    name = visit.words.of(area_frames.area_row(visit.edition, place))
    return index_sentence(rows[0], name, visit.words) if rows else ""


def index_sentence(row: Row, area: str, words: Words) -> str:
    """Return M0 = H × A of a place in a year, and what contributes most."""
    most = max(row[f"contribution_{name}"] for name in DEPRIVATIONS)
    names = [words(f"deprivation.{name}") for name in DEPRIVATIONS if row[f"contribution_{name}"] == most]
    return words(
        "explore.index",
        area=area,
        year=str(row["year"]),
        adjusted=words.number(row["adjusted"], 4),
        headcount=words.with_unit(words.number(100 * row["headcount"], 2), "%"),
        intensity=words.with_unit(words.number(100 * row["intensity"], 2), "%"),
        names=words.listed(names),
        share=words.with_unit(words.number(100 * most, 1), "%"),
    )
