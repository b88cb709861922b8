"""What a set of livelihood models comes to: counts that keep apart no, not known and zero."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

GROUPS = ("poor", "near_poor", "newly_escaped")
ACROSS = ("ethnic_minority", "women", "escaped")
COURSES = ("lasting", "running", "stopped", "unseen")


class Known(NamedTuple):
    """A sum over the models that report it: ``total`` is None where none does, ``models`` how many do."""

    total: int | None
    models: int


class Answers(NamedTuple):
    """How many models answer yes, no, or not at all."""

    yes: int
    no: int
    unknown: int


@dataclass(frozen=True)
class ModelSummary:
    """The models together. ``effective`` are those that ran for 12 months and whose income rose.

    ``participants`` is by group of households (poor, near-poor, newly escaped) and across them (ethnic
    minority, women, escaped since); ``replicated`` counts models that another one in the set repeats.
    """

    count: int
    effective: Answers
    alive_12: Answers
    alive_24: Answers
    certified: Answers
    participants: dict[str, Known]
    households: Known
    replicated: int
    replicas: int


def summary_of(models: pd.DataFrame) -> ModelSummary:
    """Sum up models as ``livelihood_models`` gives them; zeros for an empty frame."""
    participants = {name: _known(models[f"participants_{name}"]) for name in (*GROUPS, *ACROSS)}
    every_group = models[[f"participants_{name}" for name in GROUPS]]
    any_known = every_group.notna().any(axis="columns")
    households = every_group[any_known].fillna(0).sum(axis="columns").astype("Int64")
    return ModelSummary(
        count=len(models),
        effective=_answers(is_effective(models)),
        alive_12=_answers(models["alive_12_months"]),
        alive_24=_answers(models["alive_24_months"]),
        certified=_answers(models["certified"]),
        participants=participants,
        households=_known(households),
        replicated=int(models["code"].isin(models["replicated_from"].dropna()).sum()),
        replicas=int(models["replicated_from"].notna().sum()),
    )


def is_effective(models: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each model ran for 12 months and raised income; <NA> where one is open and the other no no."""
    rose: pd.Series[bool] = (models["income_after_vnd"] > models["income_before_vnd"]).astype("boolean")
    return models["alive_12_months"].astype("boolean") & rose


def course_of(models: pd.DataFrame) -> "pd.Series[str]":
    """How far each model came: ran for 24 months, for 12, stopped before, or not looked at yet."""
    course = pd.Series("unseen", index=models.index, dtype="str")
    for column, yes in (("alive_12_months", "running"), ("alive_24_months", "lasting")):
        answered = models[column].astype("boolean")
        course[answered.fillna(False).astype("bool")] = yes
        course[(~answered).fillna(False).astype("bool")] = "stopped"
    return course


def income_by_activity(models: pd.DataFrame, activity: str) -> pd.DataFrame:
    """Median income before and after by activity, of models that report both, most models first.

    ``activity`` names the column of the activity's name. Columns: ``activity``, ``models``, ``before_vnd``
    and ``after_vnd`` in whole đồng.
    """
    both = models.dropna(subset=["income_before_vnd", "income_after_vnd", activity])
    grouped = both.groupby(activity, sort=True)
    found = pd.DataFrame(
        {
            "models": grouped.size(),
            "before_vnd": grouped["income_before_vnd"].quantile(interpolation="lower"),
            "after_vnd": grouped["income_after_vnd"].quantile(interpolation="lower"),
        }
    )
    named = found.rename_axis("activity").reset_index()
    return named.sort_values(["models", "activity"], ascending=[False, True], ignore_index=True)


def _known(column: "pd.Series[int]") -> Known:
    known = column.dropna()
    return Known(int(known.sum()) if len(known) else None, len(known))


def _answers(column: "pd.Series[bool]") -> Answers:
    answered = column.astype("boolean")
    yes, no = int(answered.sum()), int((~answered).sum())
    return Answers(yes, no, len(answered) - yes - no)
