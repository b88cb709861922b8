"""The slides of a presentation, one row each: its name, note and place to change, its view to open."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.cached.visit import Visit
from ui.charts.slides import LONGEST_NOTE, Slide
from ui.controls.notices import as_plain
from ui.controls.prepared_slides import write_slides
from ui.controls.site import page_of


def slide_row(visit: Visit, number: int, slides: Sequence[Slide], label: str) -> None:
    """Draw one slide: its number, its name and note to change, and what can be done with it.

    ``label`` says what it shows.
    """
    words, slide = visit.words, slides[number]
    with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"slide-{number}"):
        key = f"present.title.{number}"
        st.session_state[key] = slide.title
        st.markdown(f"**{number + 1}**", width="content")
        st.text_input(
            as_plain(f"{number + 1}. {label}"),
            key=key,
            label_visibility="collapsed",
            placeholder=f"{words('present.own_title')}: {label}",
            max_chars=160,
            on_change=_rename,
            args=(number, slides),
        )
        _note(visit, number, slides)
        acts = {"up": number > 0, "down": number < len(slides) - 1, "remove": True}
        icons = {"up": "arrow_upward", "down": "arrow_downward", "remove": "delete"}
        for act, possible in acts.items():
            st.button(
                words(f"present.{act}"),
                key=f"present.{act}.{number}",
                icon=f":material/{icons[act]}:",
                type="tertiary",
                disabled=not possible,
                on_click=_change,
                args=(act, number, slides),
            )
        query = {**slide.query, "lang": words.language}
        st.page_link(page_of(slide.path, words), label=words("present.open"), query_params=query)


def _note(visit: Visit, number: int, slides: Sequence[Slide]) -> None:
    """Draw what opens the speaker's note of a slide; its icon says whether there is one."""
    words, note = visit.words, slides[number].note
    icon = ":material/description:" if note else ":material/notes:"
    with st.popover(words("present.notes"), icon=icon, type="tertiary"):
        key = f"present.note.{number}"
        st.session_state[key] = note
        st.text_area(
            words("present.note"),
            key=key,
            max_chars=LONGEST_NOTE,
            help=words("present.note_help"),
            on_change=_write_note,
            args=(number, slides),
        )


def _write_note(number: int, slides: Sequence[Slide]) -> None:
    note = st.session_state[f"present.note.{number}"] or ""
    write_slides([slide.noted(note) if index == number else slide for index, slide in enumerate(slides)])


def _rename(number: int, slides: Sequence[Slide]) -> None:
    title = st.session_state[f"present.title.{number}"] or ""
    write_slides([slide.titled(title) if index == number else slide for index, slide in enumerate(slides)])


def _change(act: str, number: int, slides: Sequence[Slide]) -> None:
    write_slides(changed(act, number, slides))


def changed(act: str, number: int, slides: Sequence[Slide]) -> list[Slide]:
    """Return the slides after one was moved up or down or removed."""
    rest = [slide for index, slide in enumerate(slides) if index != number]
    if act == "remove":
        return rest
    place = number + (1 if act == "down" else -1)
    return [*rest[:place], slides[number], *rest[place:]]
