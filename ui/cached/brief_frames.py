"""Kept answers that many briefs ask again: who has money of which programme, and what things are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from data_access.queries.money import areas_with_money
from data_access.queries.programmes import measures, programmes, projects
from data_access.store.frames import Row
from ui.cached.editions import Edition, ask
from ui.cached.shared_frames import shared_value


# As resources and not as data: a batch of briefs asks thousands of times, and nothing here is ever changed.
@shared_value(16)
def programmes_with_money(edition: Edition, vintage: str, level: str) -> Mapping[str, tuple[str, ...]]:
    """Return the programmes of which an area of a level has any money, by the area's code."""
    pairs = ask(edition, partial(areas_with_money, vintage=vintage, level=level))
    return {str(code): tuple(rows["programme_code"]) for code, rows in pairs.groupby("area_code", sort=False)}


@shared_value(8)
def project_names(edition: Edition, language: str) -> Mapping[str, str]:
    """Return the names of all projects by code."""
    names: dict[str, str] = {}
    for programme in ask(edition, programmes)["code"]:
        found = ask(edition, partial(projects, programme=str(programme)))
        names |= dict(zip(found["code"], found[f"name_{language}"], strict=True))
    return names


@shared_value(4)
def measure_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every measure by its code."""
    return {str(row["code"]): row for row in ask(edition, measures).to_dict("records")}
