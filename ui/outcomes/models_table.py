"""The livelihood models one by one, as an exhibit."""

from __future__ import annotations

import pandas as pd

from data_access.outcomes.model_summary import course_of
from data_access.store.frames import Row
from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.text.amounts import amount_text
from ui.text.figures import is_known
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in
from vocabulary.words import Words

ROWS_SHOWN = 12
HEADERS = ("model", "area", "kind", "partner", "participants", "modality", "income", "course", "certified")
# Model, place, households, income and course: what a hall has room for.
HALL_COLUMNS = (0, 1, 4, 6, 7)


def models_list(visit: Visit, place: PlaceKey, models: pd.DataFrame) -> Exhibit:
    """Return the first models as a table, and all of them for a file."""
    words, shown = visit.words, models.head(ROWS_SHOWN)
    rows = zip(shown.to_dict("records"), course_of(shown), strict=True)
    return Exhibit(
        key="models-list",
        title=words("models.table", count=len(models)),
        subtitle=words.of(area_frames.area_row(visit.edition, place), "full_name"),
        sources=named_sources(visit, codes_in(models)),
        chart=None,
        headers=[words(f"models.col_{name}") for name in HEADERS],
        cells=[_cells(row, course, words) for row, course in rows],
        # Under the name by which rows of a file are told apart.
        data=models.rename(columns={"code": "item_code"}),
        of_rows=len(models),
        hall_columns=HALL_COLUMNS,
        silence=words("models.not_reported"),
    )


def _cells(model: Row, course: str, words: Words) -> list[str]:
    groups = [model[f"participants_{name}"] for name in ("poor", "near_poor", "newly_escaped")]
    incomes = [model["income_before_vnd"], model["income_after_vnd"]]
    return [
        f"{model['code']}: {words.of(model)}",
        words.of(model, "area"),
        _coded("model_kind", model["kind"], words),
        _coded("partner", model["partner_kind"], words),
        " + ".join(words.number(int(count)) if is_known(count) else "?" for count in groups),
        _coded("modality", model["modality"], words),
        " → ".join(amount_text(vnd, words) if is_known(vnd) else "?" for vnd in incomes),
        words(f"course.{course}"),
        _certified(model, words),
    ]


def _coded(group: str, code: object, words: Words) -> str:
    return words(f"{group}.{code}") if isinstance(code, str) else words("gap.not_reported")


def _certified(model: Row, words: Words) -> str:
    if not is_known(model["certified"]):
        return words("gap.not_reported")
    if not model["certified"]:
        return words("targets.no")
    on = model["certified_on"]
    return f"{words('targets.yes')}, {words.date(on)}" if isinstance(on, str) else words("targets.yes")
