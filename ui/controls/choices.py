"""Widgets whose choice is a code in the address: the address is the truth, the widget shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from geo.classification import CLASS_COUNTS, SCHEMES, Scheme
from ui.controls import address
from ui.maps.picture_address import DEFAULT_COUNT, DEFAULT_SCHEME, are_usable, breaks_in
from ui.text.parameters import BadParameter
from vocabulary.words import Words

JUST_CHOSEN = "choice.just_made"
YEAR = re.compile(r"[0-9]{4}")


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
    key = f"choice.{parameter}"
    st.session_state[key] = chosen
    labels = distinct_labels({code: names(code) for code in codes})
    st.selectbox(
        label,
        codes,
        format_func=labels.__getitem__,
        key=key,
        on_change=_write,
        args=(parameter, key),
        filter_mode="fuzzy",
        width=width,
    )
    return chosen, bad_parameter


def distinct_labels(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by code, each with its code where two are alike: a list knows its lines by their text."""
    times = Counter(names.values())
    return {code: f"{name} ({code})" if times[name] > 1 else name for code, name in names.items()}


def coded_segments(
    label: str, parameter: str, codes: Sequence[str], names: Callable[[str], str], default: str
) -> tuple[str, BadParameter | None]:
    """Return the chosen code of a row of buttons, and what in the address did not fit."""
    chosen, bad_parameter = address.choose(parameter, codes, default)
    key = f"choice.{parameter}"
    st.session_state[key] = chosen
    st.segmented_control(
        label, codes, format_func=names, key=key, on_change=_write, args=(parameter, key), required=True
    )
    return chosen, bad_parameter


def _write(parameter: str, key: str) -> None:
    address.write({parameter: st.session_state[key]})
    st.session_state[JUST_CHOSEN] = True


def unless_just_chosen(found: Sequence[BadParameter | None]) -> list[BadParameter | None]:
    """Return the bad parameters to show; what no longer fits after a choice in a widget is no mistake."""
    return [] if st.session_state.pop(JUST_CHOSEN, False) else list(found)


def chosen_year(years: Sequence[int]) -> tuple[int | None, BadParameter | None]:
    """Return the address's year, the nearest year with figures, or the newest; None without any year."""
    if not years:
        return None, None
    value = address.parameter("year")
    if value is None:
        return years[-1], None
    if not YEAR.fullmatch(value):
        return years[-1], BadParameter.of("year", value)
    nearest = min(years, key=lambda year: (abs(year - int(value)), year))
    return nearest, None if nearest == int(value) else BadParameter.of("year", value)


def coded_year(label: str, years: Sequence[int], year: int) -> None:
    """Draw the list of years, newest first; ``year`` is the one the address was found to mean."""
    key = "choice.year"
    st.session_state[key] = year
    newest_first = sorted(years, reverse=True)
    st.selectbox(
        label, newest_first, format_func=str, key=key, on_change=_write, args=("year", key), width=120
    )


def classification(words: Words) -> tuple[Scheme, int, tuple[float, ...], bool, list[BadParameter | None]]:
    """Return scheme, number of classes, chosen breaks and whether breaks follow each year."""
    with st.popover(words("classes.title")):
        scheme, bad_scheme = coded_segments(
            words("classes.scheme"), "scheme", SCHEMES, lambda code: words(f"classes.{code}"), DEFAULT_SCHEME
        )
        count, bad_count = str(DEFAULT_COUNT), None
        breaks: tuple[float, ...] = ()
        bad_breaks = None
        if scheme == "chosen":
            breaks, bad_breaks = _breaks(words)
        else:
            counts = [str(number) for number in CLASS_COUNTS]
            count, bad_count = coded_segments(
                words("classes.count"), "classes", counts, str, str(DEFAULT_COUNT)
            )
        scale, bad_scale = coded_segments(
            words("classes.scale"), "scale", ("fixed", "year"), lambda code: words(f"classes.{code}"), "fixed"
        )
    usable = next(known for known in SCHEMES if known == scheme)
    if scheme == "chosen" and not breaks:
        usable = DEFAULT_SCHEME
    found = [bad_scheme, bad_count, bad_breaks, bad_scale]
    return usable, int(count), breaks, scale == "year", found


def _breaks(words: Words) -> tuple[tuple[float, ...], BadParameter | None]:
    """Return the breaks a person typed; none and a misfit when they cannot be used."""
    typed = address.parameter("breaks") or ""
    key = "choice.breaks"
    st.session_state[key] = typed
    st.text_input(
        words("classes.breaks"),
        key=key,
        placeholder="5 10 20 40",
        on_change=_write,
        args=("breaks", key),
        max_chars=80,
    )
    numbers = breaks_in(typed)
    if numbers is not None and are_usable(numbers):
        return numbers, None
    return (), BadParameter.of("breaks", typed) if typed else None


def mappable(
    indicators: pd.DataFrame, coverage: pd.DataFrame, level: str, vintages: Sequence[str]
) -> pd.DataFrame:
    """Return the indicators with at least one figure of the level, in the catalogue's order."""
    covered = coverage[(coverage["level"] == level) & coverage["vintage"].isin(vintages)]
    return indicators[indicators["code"].isin(covered["indicator_code"])]
