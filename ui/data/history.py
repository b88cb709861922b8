"""The history of one figure on the data page: every value it ever had, by whom, from which document."""

from __future__ import annotations

import streamlit as st

from data_access.loads import history_of_figure, years_of_history
from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames
from ui.cached.editions import Edition, ask_now
from ui.controls import address, notices
from ui.controls.choices import coded_select
from ui.controls.current_visit import published_edition
from ui.controls.notices import as_plain
from ui.text.figures import is_known, status_text, text_in, value_text
from ui.text.moments import moment
from ui.text.parameters import BadParameter
from ui.text.place_key import NATION, PlaceKey, place_key
from ui.text.tables import plain_table
from vocabulary.words import Words

HITS_SHOWN = 8


def history_section(words: Words) -> None:
    """Draw the choice of indicator, place and year, and every value that was ever reported for them."""
    st.markdown(words("history.intro"))
    edition = published_edition()
    names = {row["code"]: words.of(row) for row in figure_frames.indicators(edition).to_dict("records")}
    first, second, third = st.columns((0.45, 0.35, 0.2))
    with first:
        indicator, bad_parameter = coded_select(
            words("history.indicator"), "indicator", list(names), names.__getitem__, next(iter(names))
        )
    with second:
        place, bad_place = _place(edition, words)
    of_place = {"vintage": place.vintage, "level": place.level, "code": place.code}
    years = [
        str(year)
        for year in ask_now(edition, lambda session: years_of_history(session, indicator, **of_place))
    ]
    notices.bad_parameters([bad_parameter, bad_place], words)
    if not years:
        st.info(as_plain(words("history.none", place=_name(edition, place, words))))
        return
    with third:
        year, bad_year = coded_select(words("history.year"), "year", years, str, years[-1])
    notices.bad_parameters([bad_year], words)
    _history(edition, indicator, place, int(year), words)


def _place(edition: Edition, words: Words) -> tuple[PlaceKey, BadParameter | None]:
    """Return the place of the address, or the one that is chosen among what was typed."""
    requested = address.parameter("place")
    place = place_key(requested) if requested else NATION
    usable = place if place and area_frames.is_place(edition, place) else NATION
    bad_parameter = BadParameter.of("place", requested) if requested and usable != place else None
    typed = st.text_input(
        words("history.place"), placeholder=_name(edition, usable, words), key="history.typed", max_chars=80
    )
    hits = area_frames.search_places(edition, typed, HITS_SHOWN) if typed.strip() else []
    for hit in hits:
        found = PlaceKey(hit.vintage, hit.level, hit.code)
        st.button(
            as_plain(f"{_name(edition, found, words)} ({words(f'boundary.vintage.{hit.vintage}')})"),
            key=f"history.place.{found}",
            on_click=address.write,
            args=({"place": str(found)},),
        )
    return usable, bad_parameter


def _name(edition: Edition, place: PlaceKey, words: Words) -> str:
    return words.of(area_frames.area_row(edition, place), "full_name")


def _history(edition: Edition, indicator: str, place: PlaceKey, year: int, words: Words) -> None:
    row = next(
        row for row in figure_frames.indicators(edition).to_dict("records") if row["code"] == indicator
    )
    found = ask_now(
        edition,
        lambda session: history_of_figure(
            session, indicator, vintage=place.vintage, level=place.level, code=place.code, year=year
        ),
    )
    headers = [words(f"history.{name}") for name in ("value", "document", "file", "by", "at", "fate")]
    cells = [_cells(report, row, words) for report in found.to_dict("records")]
    caption = f"{words.of(row)}, {_name(edition, place, words)}, {year}"
    st.html(plain_table(caption, headers, cells, numeric=(0,)))


def _cells(report: Row, indicator: Row, words: Words) -> list[str]:
    value = value_text(report, indicator, words)
    status = status_text(report["status"], words)
    file = words("history.embedded")
    if is_known(report["submission"]):
        file = f"{int(report['submission'])}. {report['file']}"
    return [
        f"{value} ({status})" if status else value,
        text_in(report, "document"),
        file,
        report["by"],
        moment(report["at"], words),
        _fate(report, words),
    ]


def _fate(report: Row, words: Words) -> str:
    """Return whether a value is shown, is kept behind another, or no longer counts."""
    if is_known(report["preference"]):
        return words("history.shown" if report["preference"] == 1 else "history.behind")
    parts = []
    if is_known(report["submission_state"]):
        parts.append(words(f"ledger.state_{report['submission_state']}"))
    if is_known(report["until"]):
        parts.append(words("history.until", at=moment(report["until"], words)))
    if is_known(report["until_by"]):
        parts.append(words("history.until_by", by=report["until_by"]))
    if is_known(report["reason"]):
        parts.append(words("ledger.reason", reason=report["reason"]))
    return ". ".join(part.rstrip(".") for part in parts) + "."
