"""A presentation as PowerPoint slides: charts that can be edited, maps as sharp pictures, words as text."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from data_access.door import Reader
from data_access.store.errors import StoreError
from data_access.store_codes import parameters_of, store_in
from data_access.text.failures import failure_sentence
from exports.drawing.canvas import Canvas, text_width, wrapped
from exports.drawing.map_blocks import draw_legend, draw_ranking
from exports.drawing.map_drawing import draw_insets, draw_map
from exports.drawing.rendering import png
from exports.maps.files import MadeFile
from exports.maps.still import MapStill, map_still
from exports.slides.form_charts import form_chart
from exports.slides.native_charts import Box, bar_chart, line_chart
from exports.slides.native_tables import first_rows, large_numbers
from ui.cached import area_frames
from ui.cached.editions import newest
from ui.cached.visit import Visit
from ui.charts.cited_views import cited_map, cited_place
from ui.charts.exhibit import Exhibit
from ui.charts.printed_code import Cited
from ui.charts.slides import PART, Slide, page_address, unpacked
from ui.charts.view_codes import EXHIBIT
from ui.controls.exhibit_codes import cited_exhibit
from ui.explore.kept_views import EXHIBITS, explored, has_small_maps
from ui.files.names import slides_name
from ui.maps.exploration_state import map_of
from ui.maps.map_address import EXPLORER_PATH, YEARS_VIEW
from ui.maps.pattern_fills import pattern_definitions
from ui.presentation.place_slides import slide_place
from ui.presentation.slide_contents import exhibit_of, shown_indicator, slide_content, slide_map
from ui.server.route_failures import NOT_THERE
from vocabulary.catalogues import language_in
from vocabulary.words import Words

WIDE, HIGH, EDGE = 13.333, 7.5, 0.45
BLANK = 6
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PICTURE_DPI = 200
INK, QUIET, MARK = RGBColor(0x16, 0x21, 0x2C), RGBColor(0x55, 0x63, 0x6F), RGBColor(0x7A, 0x1F, 0x12)
TITLE_SIZES, SENTENCES, SOURCES = (28, 25, 22, 19, 16), (18, 16, 14, 12), (11, 10, 9, 8, 7, 6)
SUBTITLES = (14.0, 12.0, 10.5, 9.0)
SENTENCE_LINES, LINE_HEIGHT = 2, 1.25
# Two lines of it are as high as one of the largest.
TITLE_ON_TWO_LINES = 14
# The letters of notes, in points, and the height of a line of them, in inches.
NOTES, NOTE_LINE = 11.0, 0.22
# On every Windows machine, with all Vietnamese letters; others take their own.
LETTERS = "Segoe UI"
TOP, FOOT, LAST_LINE = 1.78, 6.72, 7.24
Content = Mapping[str, Any]

logger = logging.getLogger(__name__)


def deck(visit: Visit, slides: Sequence[Slide], site: str, step: Callable[[], None] = lambda: None) -> bytes:
    """Return a presentation; a slide that names no store shows the visit's. ``step`` is called after each."""
    book = Presentation()
    book.slide_width, book.slide_height = Inches(WIDE), Inches(HIGH)
    for slide in slides:
        sheet = book.slides.add_slide(book.slide_layouts[BLANK])
        _draw_or_say(sheet, visit, slide, site)
        step()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _visit_of(slide: Slide, visit: Visit) -> Visit:
    """Return the visit that reads the store that a slide names."""
    store = store_in(slide.query, visit.edition.store)
    return (
        visit if store == visit.edition.store else replace(visit, edition=newest(visit.edition.reader, store))
    )


def _draw_or_say(sheet: Any, visit: Visit, slide: Slide, site: str) -> None:
    """Draw a slide; one that cannot be drawn says why, as in the show, and the others stand."""
    try:
        _draw(sheet, _visit_of(slide, visit), slide, site)
    except (*NOT_THERE, StoreError, LookupError) as error:
        if isinstance(error, StoreError) and not isinstance(error, NOT_THERE):
            sentence = failure_sentence(error, visit.words)
        else:
            sentence = visit.words("show.nothing")
        logger.warning("a slide could not be drawn", exc_info=error)
        for shape in list(sheet.shapes):
            shape._element.getparent().remove(shape._element)
        _words(sheet, (slide.title, "", sentence, ""), visit.mark, None)
        _write_notes(sheet, visit, slide, [])


def _write_notes(sheet: Any, visit: Visit, slide: Slide, sources: Sequence[str]) -> None:
    """Write under a slide what the speaker wants to say, then every source."""
    heading = [visit.words("take_away.all_sources", count=len(sources))] if sources else []
    lines = [*([slide.note] if slide.note else []), *heading, *sources]
    if lines:
        sheet.notes_slide.notes_text_frame.text = "\n".join(lines)


def _draw(sheet: Any, visit: Visit, slide: Slide, site: str) -> None:
    content: Content = slide_content(visit, slide)
    box = (EDGE, TOP, WIDE - 2 * EDGE, FOOT - TOP - 0.1)
    cited = _cited(visit, slide, content, site)
    title, sentence, source = (str(content[name]) for name in ("title", "sentence", "source"))
    listed = list(content["sources"])
    subtitle = " ".join(str(row["reason"]) for row in content.get("breaks", ()))
    if content["kind"] == "map":
        still = map_still(visit.edition.reader, slide_map(visit, slide))
        _picture(sheet, still, box)
        title, subtitle = slide.title or still.document["title"], still.frame["subtitle"]
        sentence, source = still.frame["sentence"], still.frame["source"]
        listed = [str(one) for one in still.sources.every]
    elif content["kind"] == "picture":
        if "native" in content:
            form_chart(sheet, content["native"], box)
        else:
            _drawn(sheet, content, box)
        subtitle = content["unit"]
    elif content["kind"] == "lines":
        line_chart(sheet, content, _above_notes(sheet, content.get("notes", ()), box))
    elif content["kind"] == "bars":
        bar_chart(sheet, content, box)
    elif content["kind"] == "table":
        counted = first_rows(sheet, content, box)
        subtitle = " · ".join(part for part in (str(content["unit"]), counted) if part)
    elif content["kind"] == "numbers":
        large_numbers(sheet, content, box)
        subtitle = content["unit"]
    _describe_charts(sheet, f"{title}. {sentence}")
    _words(sheet, (title, subtitle, sentence, source), visit.mark, cited)
    _write_notes(sheet, visit, slide, listed)


def _describe_charts(sheet: Any, described: str) -> None:
    """Say what PowerPoint's own charts show, for those who do not see them; pictures say it already."""
    for shape in sheet.shapes:
        if shape.has_chart:
            shape._element.nvGraphicFramePr.cNvPr.set("descr", described)


def _above_notes(sheet: Any, notes: Sequence[str], box: Box) -> Box:
    """Write what has to be said of a chart at the foot of its box; return what is left of the box."""
    if not notes:
        return box
    left, top, width, height = box
    foot = NOTE_LINE * len(notes)
    _text(sheet, "\n".join(notes), (left, top + height - foot, width, foot), NOTES, colour=QUIET)
    return left, top, width, height - foot


def _cited(visit: Visit, slide: Slide, content: Content, site: str) -> Cited | None:
    """Return the citation of a place, a map or a chart; None of a slide that shows no figure."""
    if content["kind"] == "silence":
        return None
    if slide.path == "area" and not slide.query.get(PART):
        place = slide_place(slide)
        return cited_place(visit, place, site) if area_frames.is_place(visit.edition, place) else None
    if content["kind"] == "map":
        still = map_still(visit.edition.reader, slide_map(visit, slide))
        return cited_map(still.address, still.edition, site)
    return _cited_view(visit, slide, site) if slide.path == "explore" else _cited_exhibit(visit, slide, site)


def _cited_exhibit(visit: Visit, slide: Slide, site: str) -> Cited | None:
    """Return the citation of an exhibit in the view of the page that the slide names."""
    exhibit = exhibit_of(visit, slide)
    if exhibit is None:
        return None
    view = {name: value for name, value in slide.query.items() if name != PART}
    return _cited_chart(visit, page_address(slide.path), view, exhibit, site)


def _cited_chart(visit: Visit, path: str, view: Mapping[str, str], exhibit: Exhibit, site: str) -> Cited:
    """Return the citation of a chart in a view of the page that shows it."""
    query = {**view, "lang": visit.words.language, **parameters_of(visit.edition.store)}
    return cited_exhibit(path, {**query, EXHIBIT: exhibit.key}, site, exhibit.data, visit.words)


def _cited_view(visit: Visit, slide: Slide, site: str) -> Cited:
    """Return the citation of the explorer's years side by side, of one of its charts or of an indicator."""
    if (card := shown_indicator(visit, slide)) is not None:
        return _cited_chart(visit, EXPLORER_PATH, slide.query, card, site)
    chosen = explored(visit, slide.query)
    if chosen.view == YEARS_VIEW and has_small_maps(chosen):
        return cited_map(map_of(chosen, visit.edition.store), visit.edition, site)
    return _cited_chart(visit, EXPLORER_PATH, slide.query, EXHIBITS[chosen.view](visit, chosen), site)


def _picture(sheet: Any, still: MapStill, box: tuple[float, float, float, float]) -> None:
    """Put the map with legend, archipelagos and ranking on a slide, and what it shows in words."""
    left, top, width, height = box
    canvas = Canvas(width * 96, height * 96)
    canvas.add(pattern_definitions(still.document))
    side, gap = 300.0, 22.0
    middle = canvas.width - 2 * side - 2 * gap
    below = draw_legend(canvas, still, (0, 4, side, 0))
    draw_insets(canvas, still, (0, below + 16, side, 120))
    draw_map(canvas, still, (side + gap, 2, middle, canvas.height - 4))
    ranked = (side + middle + 2 * gap, 0.0, side, canvas.height)
    draw_ranking(canvas, still, ranked)
    picture = png(canvas.svg(title=still.document["title"], language=still.words.language), PICTURE_DPI)
    placed = sheet.shapes.add_picture(
        io.BytesIO(picture), Inches(left), Inches(top), Inches(width), Inches(height)
    )
    described = f"{still.document['title']}. {still.frame['subtitle']}. {still.frame['sentence']}"
    placed._element.nvPicPr.cNvPr.set("descr", described)


def _drawn(sheet: Any, content: Content, box: tuple[float, float, float, float]) -> None:
    """Put a finished picture on a slide, as large as the room allows, and what it shows in words."""
    left, top, width, height = box
    placed = sheet.shapes.add_picture(
        io.BytesIO(png(content["svg"], PICTURE_DPI)), Inches(left), Inches(top), height=Inches(height)
    )
    if placed.width > Inches(width):
        placed.height = round(placed.height * Inches(width) / placed.width)
        placed.width = Inches(width)
    placed.left = Inches(left) + round((Inches(width) - placed.width) / 2)
    placed._element.nvPicPr.cNvPr.set("descr", f"{content['title']}. {content['sentence']}")


def _words(sheet: Any, texts: tuple[str, str, str, str], mark: str, cited: Cited | None) -> None:
    title, subtitle, sentence, source = texts
    top = 0.3
    if mark:
        _text(sheet, mark, (EDGE, 0.08, WIDE - 2 * EDGE, 0.34), 14, colour=MARK, bold=True)
        top = 0.4
    wide = WIDE - 2 * EDGE
    # Room for the letters of a machine without ours, which are wider, bold ones most.
    fitting = (size for size in TITLE_SIZES if 1.28 * text_width(title, size, bold=True) < wide * 72)
    short = (size for size in SENTENCES if len(wrapped(sentence, 1.12 * size, wide * 72)) <= SENTENCE_LINES)
    _text(sheet, title, (EDGE, top, wide, 0.5), next(fitting, TITLE_ON_TWO_LINES), bold=True)
    low = (size for size in SUBTITLES if 1.12 * text_width(subtitle, size) < wide * 72)
    _text(sheet, subtitle, (EDGE, top + 0.5, wide, 0.3), next(low, SUBTITLES[-1]), colour=QUIET)
    _text(sheet, sentence, (EDGE, top + 0.8, wide, 0.6), next(short, SENTENCES[-1]))
    _foot(sheet, source, cited)


def _foot(sheet: Any, source: str, cited: Cited | None) -> None:
    """Put the source, the line with the code and the square at the foot of a slide, none upon another."""
    side = HIGH - FOOT - 0.1
    wide, high = WIDE - 2 * EDGE - side - 0.2, LAST_LINE - FOOT
    fitting = (
        size
        for size in SOURCES
        if LINE_HEIGHT * size * len(wrapped(source, 1.16 * size, wide * 72)) <= high * 72
    )
    _text(sheet, source, (EDGE, FOOT, wide, high), next(fitting, SOURCES[-1]), colour=QUIET)
    if cited is None:
        return
    _text(sheet, cited.line, (EDGE, LAST_LINE, wide, HIGH - LAST_LINE), 10, colour=INK)
    canvas = Canvas(96, 96)
    canvas.add(cited.qr_path(0, 0, 96))
    square = png(canvas.svg(title=cited.url, language="vi"), 300)
    sheet.shapes.add_picture(
        io.BytesIO(square), Inches(WIDE - EDGE - side), Inches(FOOT), Inches(side), Inches(side)
    )


def _text(
    sheet: Any,
    text: str,
    box: tuple[float, float, float, float],
    size: float,
    *,
    colour: RGBColor = INK,
    bold: bool = False,
) -> None:
    if not text:
        return
    frame = sheet.shapes.add_textbox(*(Inches(side) for side in box)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LETTERS
    run.font.color.rgb = colour


def slides_pptx(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the presentation in an address as slides; SlidesMisread when it holds none."""
    words = Words(language_in(query))
    slides = unpacked(query.get("slides", ""))
    store = store_in(query)
    content = deck(Visit(words, newest(reader, store)), slides, site)
    return MadeFile(slides_name(slides, store, "pptx"), POWERPOINT, content)


SLIDES_FORMATS = {"pptx": slides_pptx}
