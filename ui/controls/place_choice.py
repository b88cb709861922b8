"""The choice of a place step by step: the country, a region or province of either era, its parts."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data_access.store.frames import Row
from data_access.text.folding import folded
from ui.cached import area_frames
from ui.cached.area_frames import line_of
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.controls import address
from ui.controls.choices import JUST_CHOSEN, distinct_labels
from ui.controls.place_links import row_key
from ui.text.parameters import BadParameter
from ui.text.place_key import NATION, PlaceKey, place_key
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

STEPS = ("top", "middle", "lowest")


def place_in_address(visit: Visit) -> tuple[PlaceKey, BadParameter | None]:
    """Return the place in the address, the nation where it names none."""
    return place_in(visit, st.query_params)


def place_in(visit: Visit, query: Mapping[str, str]) -> tuple[PlaceKey, BadParameter | None]:
    """Return the place that a view names, the nation where it names none."""
    requested = query.get("place")
    if not requested:
        return NATION, None
    place = place_key(requested)
    if place is not None and area_frames.is_place(visit.edition, place):
        return place, None
    return NATION, BadParameter.of("place", requested)


def choose_place(visit: Visit) -> tuple[PlaceKey, BadParameter | None]:
    """Draw one list a step, from the country down; a choice goes into the address as ``place``."""
    place, bad_parameter = place_in_address(visit)
    line = [] if place == NATION else line_of(visit.edition, place)
    _step(visit, 0, _tops(visit.edition, visit.words.language), line, visit.words("map.whole_country"))
    for depth, above in enumerate(line[:2], start=1):
        parts = area_frames.children(visit.edition, above)
        if len(parts) and above.level != "region":
            whole = visit.words(
                "place.whole", name=visit.words.of(area_frames.area_row(visit.edition, above))
            )
            _step(visit, depth, _names(parts.to_dict("records"), visit.words), line, whole)
    return place, bad_parameter


def _step(visit: Visit, depth: int, names: Mapping[str, str], line: list[PlaceKey], whole: str) -> None:
    """Draw the list of one step; its first line is all that the step above holds."""
    above = str(line[depth - 1]) if depth else str(NATION)
    labels = {above: whole} | dict(sorted(names.items(), key=lambda pair: folded(pair[1])))
    here = str(line[depth]) if depth < len(line) else above
    if here not in labels:
        labels[here] = visit.words.of(area_frames.area_row(visit.edition, line[depth]), "full_name")
    labels = distinct_labels(labels)
    key = f"choice.place.{STEPS[depth]}"
    st.session_state[key] = here
    st.selectbox(
        visit.words(f"place.{STEPS[depth]}"),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        on_change=_write,
        args=(key,),
        filter_mode="fuzzy",
    )


def _write(key: str) -> None:
    chosen = st.session_state[key]
    address.write({"place": None if chosen == str(NATION) else chosen})
    st.session_state[JUST_CHOSEN] = True


@shared_value(FRAMES_KEPT)
def _tops(edition: Edition, language: str) -> Mapping[str, str]:
    """Return regions and the provinces of both eras, those of before the reform with their end."""
    words = Words(language)
    regions = _names(area_frames.areas(edition, "region", OLD).to_dict("records"), words)
    return {**province_names(edition, language), **regions}


@shared_value(FRAMES_KEPT)
def province_names(edition: Edition, language: str) -> Mapping[str, str]:
    """Return the names of provinces by key: those of today, then the former ones with their end."""
    words = Words(language)
    names = _names(area_frames.areas(edition, "province", NEW).to_dict("records"), words)
    earlier = _names(area_frames.areas(edition, "province", OLD).to_dict("records"), words)
    return names | {key: words("place.until_reform", name=name) for key, name in earlier.items()}


def _names(rows: list[Row] | list[dict[object, object]], words: Words) -> dict[str, str]:
    return {str(row_key(row)): words.of(row) for row in rows}
