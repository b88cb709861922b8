"""Widgets whose choice is a code in the address: the address is the truth, the widget shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

from geo.classification import CLASS_COUNTS, SCHEMES
from ui.controls import address
from ui.maps.class_choice import CHOSEN, SCALES, ClassChoice
from ui.text.parameters import BadParameter, year_in
from vocabulary.words import Words

JUST_CHOSEN = "choice.just_made"


def coded_select(
    label: str,
    parameter: str,
    codes: Sequence[str],
    names: Callable[[str], str],
    default: str,
    width: int | Literal["stretch"] = "stretch",
) -> tuple[str, BadParameter | None]:
    """Return the chosen code of a drop-down list, and what in the address did not fit."""
    chosen, bad_parameter = address.choose(parameter, codes, default)
    draw_select(label, parameter, {code: names(code) for code in codes}, chosen, width)
    return chosen, bad_parameter


def draw_select(
    label: str,
    parameter: str,
    names: Mapping[str, str],
    chosen: str,
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """Draw a drop-down list of codes by their names with one chosen; a choice goes into the address."""
    key = f"choice.{parameter}"
    st.session_state[key] = chosen
    labels = distinct_labels(names)
    st.selectbox(
        label,
        list(names),
        format_func=labels.__getitem__,
        key=key,
        on_change=_write,
        args=(parameter, key),
        filter_mode="fuzzy",
        width=width,
    )


def distinct_labels(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by code, each with its code where two are alike: a list knows its lines by their text."""
    times = Counter(names.values())
    return {code: f"{name} ({code})" if times[name] > 1 else name for code, name in names.items()}


def coded_segments(
    label: str, parameter: str, codes: Sequence[str], names: Callable[[str], str], default: str
) -> tuple[str, BadParameter | None]:
    """Return the chosen code of a row of buttons, and what in the address did not fit."""
    chosen, bad_parameter = address.choose(parameter, codes, default)
    draw_segments(label, parameter, {code: names(code) for code in codes}, chosen)
    return chosen, bad_parameter


def draw_segments(
    label: str,
    parameter: str,
    names: Mapping[str, str],
    chosen: str,
    writes: Callable[[str], Mapping[str, str | None]] | None = None,
) -> None:
    """Draw a row of buttons of codes by their names with one chosen; a choice goes into the address.

    ``writes`` says what a choice writes where that is more than its code.
    """
    key = f"choice.{parameter}"
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_write,
        args=(parameter, key, writes),
        required=True,
    )


def _write(parameter: str, key: str, writes: Callable[[str], Mapping[str, str | None]] | None = None) -> None:
    chosen = st.session_state[key]
    address.write(writes(chosen) if writes else {parameter: chosen})
    st.session_state[JUST_CHOSEN] = True


def unless_just_chosen(found: Sequence[BadParameter | None]) -> list[BadParameter | None]:
    """Return the bad parameters to show; what no longer fits after a choice in a widget is no mistake."""
    return [] if st.session_state.pop(JUST_CHOSEN, False) else list(found)


def chosen_year(years: Sequence[int]) -> tuple[int | None, BadParameter | None]:
    """Return the address's year among those with figures, by the rule of ``year_in``."""
    return year_in(st.query_params, years)


def coded_year(label: str, years: Sequence[int], year: int) -> None:
    """Draw the list of years, newest first; ``year`` is the one the address was found to mean."""
    key = "choice.year"
    st.session_state[key] = year
    newest_first = sorted(years, reverse=True)
    st.selectbox(
        label, newest_first, format_func=str, key=key, on_change=_write, args=("year", key), width=120
    )


def draw_classes(chosen: ClassChoice, words: Words) -> None:
    """Draw the choice of method, number of classes or breaks, and whether breaks follow each year."""
    with st.popover(words("classes.title")):
        methods: dict[str, str] = {code: words(f"classes.{code}") for code in SCHEMES}
        draw_segments(words("classes.scheme"), "scheme", methods, chosen.method)
        if chosen.method == CHOSEN:
            _draw_breaks(words)
        else:
            counts = {str(number): str(number) for number in CLASS_COUNTS}
            draw_segments(words("classes.count"), "classes", counts, str(chosen.count))
        scales = {code: words(f"classes.{code}") for code in SCALES}
        draw_segments(words("classes.scale"), "scale", scales, SCALES[chosen.each_year])


def _draw_breaks(words: Words) -> None:
    """Draw the box for breaks with what was typed, also when it cannot be used."""
    key = "choice.breaks"
    st.session_state[key] = address.parameter("breaks") or ""
    st.text_input(
        words("classes.breaks"),
        key=key,
        placeholder="5 10 20 40",
        on_change=_write,
        args=("breaks", key),
        max_chars=80,
    )
