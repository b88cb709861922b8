"""The brief of a place on one A4 sheet: what it is, where, how poor and since when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from exports.drawing.canvas import INK, LINE, QUIET, RULE, Canvas, shortened, text_width, wrapped
from exports.drawing.map_blocks import draw_banner, draw_footer, draw_legend
from exports.drawing.map_drawing import Box, draw_insets, draw_map
from exports.drawing.series_drawing import draw_series
from exports.maps.sheet import SIZES
from exports.places.brief_contents import PlaceStill
from exports.places.brief_tables import Tables
from ui.cached.source_frames import source_rows
from ui.charts.printed_code import Cited
from ui.charts.series_charts import AREA_COLOUR
from ui.maps.pattern_fills import pattern_definitions
from ui.summary.series import AreaSeries
from ui.summary.series_texts import estimate_notes, how_poor_with_series
from ui.text.estimates import estimated_title
from ui.text.source_citation import SourceList, source_citation, source_list

MARGIN, GAP, FOOTER = 38.0, 22.0, 96.0
# What is under the sources: when this was made, the code and what it is for.
FOOT_BELOW_SOURCES = 62.0
SOURCES_TEXT = 8.5
LEFT = 262.0
MAP_HEIGHT, INSET_HEIGHT, SERIES_HEIGHT = 290.0, 84.0, 178.0
# With the lines of former provinces and their names.
ESTIMATED_HEIGHT = 250.0
SMALL, TEXT, HEAD = 10.0, 11.5, 13.0
ROW = SMALL * LINE


class BriefSheet(NamedTuple):
    """A finished sheet: the name of its place, the drawing as SVG, and every source by its number."""

    name: str
    svg: str
    sources: SourceList


def brief_sheet(still: PlaceStill, cited: Cited) -> BriefSheet:
    """Return the sheet; its foot is as high as the sources of what is listed need."""
    canvas, tables, needed = _drawn(still, cited, FOOTER)
    if needed > FOOTER:
        canvas, tables, _ = _drawn(still, cited, needed + SOURCES_TEXT * LINE)
    name = still.words.of(still.facts.area, "full_name")
    codes = [*tables.named, *(still.map.frame["sources"] if still.map else ())]
    sources = source_list(codes, source_rows(still.visit.edition), still.words)
    return BriefSheet(name, canvas.svg(title=name, language=still.words.language), sources)


def _drawn(still: PlaceStill, cited: Cited, footer: float) -> tuple[Canvas, Tables, float]:
    """Return the sheet with a foot of some height, its tables, and the height that its foot needs."""
    canvas, tables, series, profile = _laid_out(still, footer)
    width, bottom = canvas.width - 2 * MARGIN, canvas.height - 22 - footer
    source = _sources(still, tables, series, profile)
    draw_footer(canvas, cited, source, (MARGIN, bottom, width, footer), SOURCES_TEXT)
    lines = len(wrapped(source, SOURCES_TEXT, width - 104))
    return canvas, tables, FOOT_BELOW_SOURCES + lines * SOURCES_TEXT * LINE


def _laid_out(still: PlaceStill, footer: float) -> tuple[Canvas, Tables, list[str], list[str]]:
    """Return the sheet without its foot, its tables, and the numbers of the sources of series and profile."""
    canvas = Canvas(*SIZES["a4"])
    canvas.add(pattern_definitions(still.map.document if still.map else None))
    width = canvas.width - 2 * MARGIN
    y = draw_banner(canvas, still.visit.mark, 26, MARGIN)
    y = _heading(canvas, still, max(y, 32), width)
    bottom = canvas.height - 22 - footer
    left = _where(canvas, still, (MARGIN, y, LEFT, 0))
    x, wide = MARGIN + LEFT + GAP, width - LEFT - GAP
    right = _how_poor(canvas, still, (x, y, wide, 0)) + 12
    tables = Tables(canvas, still)
    series = [tables.number(code) for code in still.series_sources]
    profile = [tables.number(code) for code in still.profile_sources]
    tables.of_pictures = len(tables.named)
    tables.write("figures", (x, right, wide, left - right))
    y = max(left, right, tables.lower_edge) + 12
    tables.write_rest((MARGIN, y, width, bottom - y - 6))
    return canvas, tables, series, profile


def _heading(canvas: Canvas, still: PlaceStill, y: float, width: float) -> float:
    facts, words = still.facts, still.words
    y = canvas.paragraph(MARGIN, y, words("brief.kicker"), TEXT, width, bold=True, fill=AREA_COLOUR)
    y = canvas.paragraph(MARGIN, y, words.of(facts.area, "full_name"), 28, width, bold=True)
    y = canvas.paragraph(MARGIN, y + 1, what_it_is(still), 13, width, fill=QUIET)
    sentence = how_poor_with_series(facts, still.series, words)
    y = canvas.paragraph(MARGIN, y + 5, sentence, 16, width)
    canvas.add(f'<path d="M{MARGIN} {y + 6:.1f}h{width:.1f}" stroke="{RULE}"/>')
    return y + 16


def what_it_is(still: PlaceStill) -> str:
    """Return what the place lies in, how long it has been there, and the lists it is on."""
    facts, words = still.facts, still.words
    parts = []
    if facts.above:
        parts.append(words("area.in", names=", ".join(words.of(row, "full_name") for row in facts.above)))
    ended = isinstance(facts.area["valid_to"], str)
    dated = facts.area["valid_to" if ended else "valid_from"]
    parts.append(words("area.ended" if ended else "area.since", date=words.date(dated)))
    parts += [words(f"class.{code}") for code in facts.classes]
    became = [words.of(row, "full_name") for row in facts.successors()]
    if became:
        parts.append(words("brief.became", names=words.listed(became[:4]), count=len(became)))
    return " · ".join(parts)


def _where(canvas: Canvas, still: PlaceStill, box: Box) -> float:
    """Draw the map among the neighbours with its legend and the archipelagos; return the lower edge."""
    x, y, width, _ = box
    if still.map is None:
        return canvas.paragraph(x, y, still.words("brief.no_map"), TEXT, width, fill=QUIET)
    shown = still.map
    title = f"{shown.document['title']}, {shown.frame['year']}"
    y = canvas.paragraph(x, y, title, HEAD, width, bold=True) + 4
    draw_map(canvas, shown, (x, y, width, MAP_HEIGHT), near=shown.address.area is not None)
    y = draw_legend(canvas, shown, (x, y + MAP_HEIGHT + 8, width, 0))
    return draw_insets(canvas, shown, (x, y + 8, width, INSET_HEIGHT))


def _how_poor(canvas: Canvas, still: PlaceStill, box: Box) -> float:
    """Draw the series with its breaks, the ranks and the deprivations; return the lower edge."""
    x, y, width, _ = box
    words, series = still.words, still.series
    if series is None:
        y = canvas.paragraph(x, y, words("area.no_poverty"), TEXT, width)
    else:
        y = _series(canvas, still, series, (x, y, width, 0))
    for line in still.ranks:
        y = canvas.paragraph(x, y + 4, line, TEXT, width, bold=True)
    if len(still.profile):
        y = _profile(canvas, still, (x, y + 14, width, 0))
    return y


def _series(canvas: Canvas, still: PlaceStill, series: AreaSeries, box: Box) -> float:
    """Draw the series with what has to be said of its gaps and estimates; return the lower edge."""
    x, y, width, _ = box
    words = still.words
    title = f"{words.of(series.indicator)} ({words.of(series.indicator, 'unit')})"
    y = canvas.paragraph(x, y, estimated_title(title, series.own, words), HEAD, width, bold=True) + 4
    height = SERIES_HEIGHT if series.dashes.empty else ESTIMATED_HEIGHT
    y = draw_series(canvas, series, (x, y, width, height), words)
    for line in (
        *(f"- - {reason}" for reason in series.breaks["reason"]),
        *estimate_notes(still.visit, series),
    ):
        y = canvas.paragraph(x, y + 2, line, SMALL, width, fill=QUIET)
    return y


def _profile(canvas: Canvas, still: PlaceStill, box: Box) -> float:
    """Draw a bar of each deprivation, a mark for the compared place; return the lower edge."""
    x, y, width, _ = box
    rows = still.profile
    names = list(dict.fromkeys(rows["series"]))
    own, other = rows[rows["series"] == names[0]], rows[rows["series"] != names[0]]
    year = int(own["year"].max())
    y = canvas.paragraph(x, y, still.words("area.profile", year=str(year)), HEAD, width, bold=True)
    y = _key(canvas, names, x, y + 3) + 5
    label_width = width * 0.5
    room = width - label_width - 52
    longest = max(float(rows["value"].max()), 1e-9)
    beside = dict(zip(other["label"], other["value"], strict=True))
    begun_alike = len(shared_beginning(list(own["label"])))
    for row in own.sort_values("value", ascending=False).to_dict("records"):
        label = row["label"][begun_alike:]
        canvas.text(x, y + SMALL, shortened(label[:1].upper() + label[1:], SMALL, label_width - 6), SMALL)
        long = room * row["value"] / longest
        canvas.rect(x + label_width, y + 2, long, 8, fill=AREA_COLOUR)
        if row["label"] in beside:
            at = x + label_width + room * beside[row["label"]] / longest
            canvas.add(f'<path d="M{at:.1f} {y:.1f}v12" stroke="{INK}" stroke-width="2"/>')
        canvas.text(x + width, y + SMALL, row["text"], SMALL, text_anchor="end")
        y += ROW + 1.5
    return y


def shared_beginning(labels: Sequence[str]) -> str:
    """Return the whole words that all of several labels begin with."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*labels, strict=False))
    shared = "".join(letters[0] for letters in alike) if len(labels) > 1 else ""
    return shared[: shared.rfind(" ") + 1]


def _key(canvas: Canvas, names: Sequence[str], x: float, y: float) -> float:
    canvas.rect(x, y + 2, 14, 8, fill=AREA_COLOUR)
    canvas.text(x + 19, y + SMALL, names[0], SMALL, fill=QUIET)
    if len(names) > 1:
        at = x + 34 + text_width(names[0], SMALL)
        canvas.add(f'<path d="M{at:.1f} {y:.1f}v12" stroke="{INK}" stroke-width="2"/>')
        canvas.text(at + 7, y + SMALL, names[1], SMALL, fill=QUIET)
    return y + ROW


def _sources(still: PlaceStill, tables: Tables, series: Sequence[str], profile: Sequence[str]) -> str:
    """Return the sources of series, deprivations and listed figures by number, and those of the map."""
    words = still.words
    known = source_rows(still.visit.edition)
    named = [f"[{n}] {source_citation(known[code], words)}" for n, code in enumerate(tables.named, 1)]
    for key, numbers in (("brief.profile_source", profile), ("brief.series_source", series)):
        if numbers:
            named.insert(0, words(key, numbers=" ".join(numbers)))
    notes = [words("brief.reported_note")] if tables.has_reported else []
    if still.map and still.map.layer["note"]:
        notes.append(still.map.layer["note"].rstrip("."))
    last = [words("brief.map_source", source=still.map.whole_source)] if still.map else []
    return ". ".join([*notes, *named, *last])
