"""Pictures of the register of livelihood models: who takes part, how long they last, what they earn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from data_access.outcomes.model_summary import GROUPS, ModelSummary, course_of, income_by_activity, summary_of
from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, Makers
from ui.charts.native import NativeChart, native_bars
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, Chart, bar_chart
from ui.charts.source_lines import named_sources
from ui.outcomes.before_after_chart import before_after_chart
from ui.outcomes.facts import ProjectFacts
from ui.outcomes.row_names import height_of, in_lines
from ui.text.amounts import amount_text, in_billions
from ui.text.source_citation import SourceList
from vocabulary.words import Words

EVERY = "all"
ACTIVITIES_SHOWN = 12
STOPPED_COLOUR, UNSEEN_COLOUR = "#c77c11", "#c9d1d8"


def model_makers(visit: Visit, found: ProjectFacts, models: pd.DataFrame) -> Makers:
    """Return the pictures of some models by key."""
    summary, sources = summary_of(models), model_sources(visit, models)
    return {
        "model-participants": partial(_participants, visit, found, summary, sources),
        "model-survival": partial(_survival, visit, found, summary, sources),
        "model-income": partial(_income, visit, found, models, sources),
    }


def models_in(models: pd.DataFrame, query: Mapping[str, str]) -> pd.DataFrame:
    """Return the models that pass the filters of a view."""
    keep = pd.Series(True, index=models.index)
    for name, values in filtered_columns(models).items():
        chosen = query.get(name, EVERY)
        if chosen != EVERY and (values == chosen).any():
            keep &= values == chosen
    return models[keep].reset_index(drop=True)


def filtered_columns(models: pd.DataFrame) -> dict[str, pd.Series[str]]:
    """Return what each filter looks at."""
    return {
        "kind": models["kind"],
        "activity": models["activity_vi"],
        "modality": models["modality"],
        "course": course_of(models),
    }


def _subtitle(visit: Visit, found: ProjectFacts, unit: str) -> str:
    place = visit.words.of(area_frames.area_row(visit.edition, found.place), "full_name")
    return f"{place} · {unit}"


def model_sources(visit: Visit, models: pd.DataFrame) -> SourceList:
    """Return the sources of some models, those of most of them first."""
    return named_sources(visit, list(models["source_code"].value_counts().index))


def _participants(visit: Visit, found: ProjectFacts, summary: ModelSummary, sources: SourceList) -> Exhibit:
    words = visit.words
    known = {name: known for name, known in summary.participants.items() if known.total is not None}
    households = summary.households.total or 0
    texts = [_with_share(value.total or 0, households, words) for value in known.values()]
    rows = pd.DataFrame(
        {
            "label": [words(f"participants.{name}") for name in known],
            "value": [float(value.total or 0) for value in known.values()],
            "text": texts,
            "colour": [AREA_COLOUR if name in GROUPS else NATION_COLOUR for name in known],
        }
    )
    return Exhibit(
        key="model-participants",
        title=words("models.participants"),
        subtitle=_subtitle(visit, found, words("models.unit_households")),
        sources=sources,
        chart=_bars(rows, words("models.unit_households"), words) if households else None,
        native=native_bars(rows, words("models.unit_households")),
        headers=[words("parts.part"), words("models.households")],
        cells=rows[["label", "text"]].to_numpy().tolist(),
        numeric=(1,),
        data=rows[["label", "value"]].assign(group=list(known))[["group", "label", "value"]],
        silence=words("models.no_participants"),
    )


def _bars(rows: pd.DataFrame, unit: str, words: Words) -> Chart:
    """Return bars whose names have room on a phone."""
    named = rows.assign(label=[in_lines(name) for name in rows["label"]])
    return bar_chart(named, unit=unit, words=words, row_height=height_of(list(named["label"]), 34))


def _with_share(part: int, whole: int, words: Words) -> str:
    share = words.with_unit(words.number(100 * part / whole, 0), "%") if whole else ""
    return f"{words.number(part)} ({share})" if share else words.number(part)


def _survival(visit: Visit, found: ProjectFacts, summary: ModelSummary, sources: SourceList) -> Exhibit:
    words = visit.words
    rows = []
    for name, answers in (("alive_12", summary.alive_12), ("alive_24", summary.alive_24)):
        for answer, number, colour in (
            ("yes", answers.yes, AREA_COLOUR),
            ("no", answers.no, STOPPED_COLOUR),
            ("unknown", answers.unknown, UNSEEN_COLOUR),
        ):
            label = words(f"survival.{name}_{answer}")
            share = _with_share(number, summary.count, words)
            rows.append([f"{name}_{answer}", label, float(number), share, colour])
    answered = pd.DataFrame(rows, columns=["answer", "label", "value", "text", "colour"])
    frame = answered.drop(columns="answer")
    return Exhibit(
        key="model-survival",
        title=words("models.survival"),
        subtitle=_subtitle(visit, found, words("models.unit_models")),
        sources=sources,
        chart=_bars(frame, words("models.unit_models"), words),
        native=native_bars(frame, words("models.unit_models")),
        headers=[words("parts.part"), words("models.count")],
        cells=frame[["label", "text"]].to_numpy().tolist(),
        numeric=(1,),
        data=answered[["answer", "label", "value"]],
    )


def _income(visit: Visit, found: ProjectFacts, models: pd.DataFrame, sources: SourceList) -> Exhibit:
    words = visit.words
    table = income_by_activity(models, f"activity_{words.language}")
    shown = table.head(ACTIVITIES_SHOWN)
    labels = [f"{row['activity']} ({words.number(row['models'])})" for row in shown.to_dict("records")]
    rows = pd.DataFrame({"label": labels})
    for when in ("before", "after"):
        millions = [in_billions(vnd) * 1000 for vnd in shown[f"{when}_vnd"]]
        rows[when], rows[f"{when}_text"] = millions, [words.number(one, 2) for one in millions]
    names = words("models.income_before"), words("models.income_after")
    unit = words("models.unit_income")
    return Exhibit(
        key="model-income",
        title=words("models.income"),
        subtitle=_subtitle(visit, found, unit),
        sources=sources,
        chart=before_after_chart(rows, names=names, unit=unit, words=words) if len(rows) else None,
        native=NativeChart("bars", _in_series(rows, names), (unit,)),
        headers=[words("models.activity"), *names],
        cells=[
            [label, amount_text(row["before_vnd"], words), amount_text(row["after_vnd"], words)]
            for label, row in zip(labels, shown.to_dict("records"), strict=True)
        ],
        numeric=(1, 2),
        data=_with_both_names(table, models, f"activity_{words.language}"),
        silence=words("models.no_income"),
    )


def _in_series(rows: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    """Return the incomes before and after as rows of two series."""
    columns = zip(("before", "after"), names, (NATION_COLOUR, AREA_COLOUR), strict=True)
    frames = [
        pd.DataFrame(
            {
                "label": rows["label"],
                "series": name,
                "value": rows[column],
                "text": rows[f"{column}_text"],
                "colour": colour,
            }
        )
        for column, name, colour in columns
    ]
    return pd.concat(frames, ignore_index=True)


def _with_both_names(table: pd.DataFrame, models: pd.DataFrame, activity: str) -> pd.DataFrame:
    """Return the incomes by activity, each activity by its name in both languages."""
    names = ["activity_vi", "activity_en"]
    known = models[names].drop_duplicates(activity)
    both = table.rename(columns={"activity": activity}).merge(known, on=activity, how="left")
    return both[[*names, "models", "before_vnd", "after_vnd"]]
