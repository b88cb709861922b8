"""The presentation page: slides to order, name and remove, files of them, and the way into the show."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from ui.cached import figure_frames
from ui.cached.visit import Visit
from ui.charts.slides import Slide, SlidesMisread, packed, slides_in_json, slides_json
from ui.controls import address, notices
from ui.controls.current_visit import current_visit
from ui.controls.downloads import slides_link
from ui.controls.map_choices import place_name
from ui.controls.notices import as_plain
from ui.controls.prepared_slides import PARAMETER, keep, slides_in_address
from ui.controls.site import page_of
from ui.explore.choices import PARTS
from ui.presentation.show_address import ADDRESS, PALETTES
from ui.text.place_key import NATION, PlaceKey, place_key

FILE_KEY = "present.file"
READ_KEY = "present.file_read"
PALETTE = "palette"
VIEWS = {view for views in PARTS.values() for view in views}
STARTER = (
    Slide("", "overview", {"part": "nation"}),
    Slide("", "map", {}),
    Slide("", "overview", {"part": "regions"}),
    Slide("", "overview", {"part": "poorest"}),
)


def present_page() -> None:
    """Draw the presentation page."""
    visit = current_visit()
    words = visit.words
    slides, bad_parameter = slides_in_address()
    notices.bad_parameters([bad_parameter], words)
    _put(slides)
    st.html(f"<h1 class='headline'>{words('page.present')}</h1>")
    if slides:
        _start(slides, visit)
        for number, slide in enumerate(slides):
            _row(number, slide, slides, visit)
    else:
        st.markdown(words("present.empty"))
        st.button(words("present.starter"), on_click=_put, args=(STARTER,))
    _files(slides, visit)


def _put(slides: Sequence[Slide]) -> None:
    """Keep slides for the visit and in the address."""
    keep(slides)
    address.write({PARAMETER: packed(slides) or None})


def _start(slides: Sequence[Slide], visit: Visit) -> None:
    words = visit.words
    palette, bad_parameter = address.choose(PALETTE, PALETTES, PALETTES[0])
    notices.bad_parameters([bad_parameter], words)
    requested = {PARAMETER: packed(slides), "lang": words.language, PALETTE: palette}
    with st.container(horizontal=True, vertical_alignment="bottom", key="present-start"):
        st.link_button(
            words("present.start"),
            f"{ADDRESS}?{urlencode(requested)}",
            type="primary",
            icon=":material/slideshow:",
        )
        st.session_state["present.palette"] = palette
        st.segmented_control(
            words("present.palette"),
            PALETTES,
            format_func=lambda code: words(f"present.palette_{code}"),
            key="present.palette",
            on_change=lambda: address.write({PALETTE: st.session_state["present.palette"]}),
            required=True,
        )
    st.markdown(words("present.keys"))


def _row(number: int, slide: Slide, slides: Sequence[Slide], visit: Visit) -> None:
    """Draw one slide: its number, its name to change, and what can be done with it."""
    words = visit.words
    label = slide_label(slide, visit)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"slide-{number}"):
        key = f"present.title.{number}"
        st.session_state[key] = slide.title
        st.text_input(
            as_plain(f"{number + 1}. {label}"),
            key=key,
            placeholder=words("present.own_title"),
            max_chars=160,
            on_change=_rename,
            args=(number, slides),
        )
        acts = {"up": number > 0, "down": number < len(slides) - 1, "remove": True}
        icons = {"up": "arrow_upward", "down": "arrow_downward", "remove": "delete"}
        for act, possible in acts.items():
            st.button(
                words(f"present.{act}"),
                key=f"present.{act}.{number}",
                icon=f":material/{icons[act]}:",
                disabled=not possible,
                on_click=_change,
                args=(act, number, slides),
            )
        query = {**slide.query, "lang": words.language}
        st.page_link(page_of(slide.path, words), label=words("present.open"), query_params=query)


def _rename(number: int, slides: Sequence[Slide]) -> None:
    title = st.session_state[f"present.title.{number}"] or ""
    _put([slide.titled(title) if index == number else slide for index, slide in enumerate(slides)])


def _change(act: str, number: int, slides: Sequence[Slide]) -> None:
    _put(changed(act, number, slides))


def changed(act: str, number: int, slides: Sequence[Slide]) -> list[Slide]:
    """Return the slides after one was moved up or down or removed."""
    rest = [slide for index, slide in enumerate(slides) if index != number]
    if act == "remove":
        return rest
    place = number + (1 if act == "down" else -1)
    return [*rest[:place], slides[number], *rest[place:]]


def slide_label(slide: Slide, visit: Visit) -> str:
    """Return what a slide shows: the page, the part of it, indicator, year and place."""
    words, query = visit.words, slide.query
    parts = [words(f"page.{slide.path}")]
    if slide.path == "overview":
        part = query.get("part", "")
        parts.append(words(f"slides.part_{part}") if part in ("nation", "regions", "poorest") else "")
    if slide.path == "area":
        place = place_key(query.get("place", "")) or NATION
        parts.append(place_name(visit, place) or "")
    if slide.path == "explore" and (view := query.get("view", "")) in VIEWS:
        parts.append(words(f"explore.view_{view}"))
    if slide.path in ("map", "explore"):
        parts += [_indicator(query.get("indicator", ""), visit), query.get("year", ""), _area(query, visit)]
    return " · ".join(part for part in parts if part)


def _indicator(code: str, visit: Visit) -> str:
    rows = figure_frames.indicators(visit.edition).set_index("code")
    return visit.words.of(rows.loc[code]) if code in rows.index else ""


def _area(query: object, visit: Visit) -> str:
    requested = dict(query) if isinstance(query, dict) else {}
    vintage, dot, code = str(requested.get("area", "")).rpartition(".")
    place = PlaceKey(vintage if dot else "v2008", str(requested.get("level", "province")), code)
    return (place_name(visit, place) or "") if code else ""


def _files(slides: Sequence[Slide], visit: Visit) -> None:
    """Draw the ways to take the presentation away as a file and to bring one along."""
    words = visit.words
    st.subheader(words("present.files"), anchor=False)
    if slides:
        st.download_button(
            words("present.save"), slides_json(slides), "slides.json", "application/json", on_click="ignore"
        )
        slides_link(visit, packed(slides))
    brought = st.file_uploader(words("present.load"), type="json", key=FILE_KEY)
    if brought is None or st.session_state.get(READ_KEY) == brought.file_id:
        return
    try:
        found = slides_in_json(brought.getvalue().decode("utf-8-sig"))
    except (SlidesMisread, UnicodeDecodeError):
        st.error(words("present.misread", name=as_plain(brought.name)))
        return
    st.session_state[READ_KEY] = brought.file_id
    _put(found)
    st.rerun()
