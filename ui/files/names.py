"""Names of files: a mark of simulated or past figures, what the file holds, its place and its period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from data_access.days import today
from data_access.store_codes import DEMONSTRATION, PUBLISHED, file_mark, store_in
from ui.charts.exhibit import Exhibit
from ui.charts.slides import Slide
from ui.text.place_key import place_key

WHOLE_COUNTRY = "vn"
YEARS = ("year", "year_before", "period_from", "period_to")
YEAR_IN_TEXT = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
NOT_IN_A_NAME = re.compile(r"[^0-9A-Za-z_@.]+")


def file_name(store: str, parts: Iterable[str], kind: str) -> str:
    """Return the name of a file: the mark of its store, its parts joined by dashes, and its ending."""
    known = [part for part in (file_mark(store), *parts) if part]
    return NOT_IN_A_NAME.sub("-", "-".join(known)).strip("-") + f".{kind}"


def place_part(place: str) -> str:
    """Return a place's key as a name has it, ``v2008-province-20``; ``vn`` for the nation and no place."""
    key = place_key(place)
    return WHOLE_COUNTRY if key is None or key.level == "nation" else str(key).replace(".", "-")


def period_part(years: Iterable[int]) -> str:
    """Return the first and the last year, one where they are the same; today's date where there is none."""
    found = sorted(set(years))
    return "-".join(str(year) for year in dict.fromkeys((found[0], found[-1]))) if found else str(today())


def years_of(data: pd.DataFrame | None, *texts: str) -> list[int]:
    """Return the years that rows are of; where no column says it those in the first text that names any."""
    columns = [name for name in YEARS if data is not None and name in data]
    if data is not None and columns:
        years = pd.concat([pd.to_numeric(data[name], errors="coerce") for name in columns]).dropna()
        if not years.empty:
            return sorted({int(year) for year in years})
    return next((found for text in texts if (found := [int(one) for one in YEAR_IN_TEXT.findall(text)])), [])


def exhibit_name(store: str, exhibit: Exhibit, query: Mapping[str, str], kind: str) -> str:
    """Return the name of an exhibit's file: mark, exhibit, indicators, the place in the address, period."""
    place = place_part(query.get("place") or query.get("within") or "")
    period = period_part(years_of(exhibit.data, exhibit.subtitle, exhibit.title))
    return file_name(store, (exhibit.key, *exhibit.indicators, place, period), kind)


def marked_name(store: str, name: str) -> str:
    """Return the name that a person gave a file, behind the mark of its store where it lacks that."""
    mark = file_mark(store)
    return name if not mark or mark in name else f"{mark}-{name}"


def slides_name(slides: Sequence[Slide], store: str, kind: str) -> str:
    """Return the name of a presentation's file: their place where all have one, their years, else the day.

    A slide that names no store shows ``store``.
    """
    places = {place_part(slide.query.get("place") or slide.query.get("within") or "") for slide in slides}
    place = places.pop() if len(places) == 1 else WHOLE_COUNTRY
    years = [int(year) for slide in slides if YEAR_IN_TEXT.fullmatch(year := slide.query.get("year", ""))]
    return file_name(store_of_slides(slides, store), ("slides", place, period_part(years)), kind)


def store_of_slides(slides: Sequence[Slide], store: str) -> str:
    """Return the store whose mark a presentation has: the demonstration's where one slide shows it.

    Else that of a past day where there is one; a slide that names no store shows ``store``.
    """
    stores = {store_in(slide.query, store) for slide in slides}
    marked = [one for one in (DEMONSTRATION, *sorted(stores)) if one in stores and file_mark(one)]
    return next(iter(marked), PUBLISHED)
