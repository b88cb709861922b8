"""Targets in words: what is to be reached, its status, why, and at which pace."""

from __future__ import annotations

from typing import Any

from data_access.store.frames import Row
from data_access.targets.status_rule import STANDINGS
from ui.text.figures import is_known, number_text, short_unit, text_in
from vocabulary.words import Words

SYMBOLS = dict(zip(STANDINGS, "✔→◷✕?", strict=True))
# Blue to brown survives colour-blindness; what cannot be said has no colour of its own.
COLOURS = dict(zip(STANDINGS, ("#0b5394", "#2f78b0", "#a1620b", "#8c2d04", "#5d6a75"), strict=True))
SHARES = ("percent", "percentage_points", "percentage_points_per_year")
PACE_DECIMALS = 2


def target_name(target: Row, words: Words) -> str:
    """Return what a target is about, without the word "target" in front."""
    name = words.of(target, "indicator")
    _, _, rest = name.partition(": ")
    return (rest[0].upper() + rest[1:]) if rest else name


def standing_label(standing: str, words: Words) -> str:
    """Return a status with its sign, which distinguishes it without colour."""
    return f"{SYMBOLS[standing]} {words(f'standing.{standing}')}"


def goal_text(target: Row, indicator: Row, words: Words) -> str:
    """Return what is to be reached: "fall by 1–1.5 percentage points a year", "at least 90%"."""
    number = number_text({**target, "state": "reported", "qualifier": "exact"}, words)
    if target["qualifier"] != "exact":
        number = words(f"qualifier.{target['qualifier']}", number=number)
    if target["kind"] == "level":
        amount = words.with_unit(number, short_unit(indicator, words))
        return words(f"goal.level_{target['direction']}", amount=amount)
    if target["change_basis"] == "relative":
        return words(f"goal.relative_{target['direction']}", amount=words.with_unit(number, "%"))
    key = f"goal.{target['change_per']}_{target['direction']}"
    return words(key, amount=words.with_unit(number, change_unit(target, indicator, words)))


def change_unit(target: Row, indicator: Row, words: Words) -> str:
    """Return the unit of a difference: percentage points of a share, else the unit itself."""
    if target["change_basis"] != "relative" and target["unit"] in SHARES:
        return words("unit.points")
    return words.of(indicator, "unit")


def tracked_unit(target: Row, indicator: Row, tracked: Row | None, words: Words) -> str:
    """Return the unit of the figures that show how far a target is reached."""
    if tracked is None or (target["kind"] == "level" and target["unit"] == "percent"):
        return words.of(indicator, "unit")
    unit = text_in(tracked, f"unit_{words.language}")
    return unit or str(tracked["unit"])


def period_text(target: Row) -> str:
    """Return the years of a target."""
    first, last = int(target["period_from"]), int(target["period_to"])
    return str(last) if first == last else f"{first}–{last}"


def owner_text(target: Row, words: Words) -> str:
    """Return who answers for a target, or that its source names nobody."""
    return text_in(target, f"owner_{words.language}") or words("targets.no_owner")


def why(target: Row, unit: str, words: Words) -> str:
    """Return the sentence that says why a target has its status."""
    values: dict[str, Any] = {
        "since": _year(target["since"]),
        "until": _year(target["until"]),
        "period": period_text(target),
        "end": str(target["period_to"]),
        "pace": pace_text(target, "pace", unit, words),
    }
    sentence = words(_why_key(target), **values, missing=target["missing_years"] or "")
    needed = pace_text(target, "needed", unit, words)
    if needed and not target["overdue"] and target["reason"] in ("pace_enough", "pace_short"):
        sentence += " " + words("standing.needed", needed=needed, end=values["end"])
    if target["overdue"] and target["standing"] != "missed":
        sentence += " " + words("standing.overdue", end=values["end"])
    return sentence


def _why_key(target: Row) -> str:
    """Return the text of a reason; that of a sum is said in other words than that of one figure."""
    if target["reason"] == "rough" and is_known(target["missing_years"]):
        return "standing.why_sum_rough"
    if target["reason"] == "reached" and is_known(target["reached_years"]) and target["kind"] == "level":
        return "standing.why_sum_reached"
    return f"standing.why_{target['reason']}"


def summed_text(target: Row, unit: str, words: Words) -> str:
    """Return the sum that a target for a whole period is held against, with its years; "" for any other."""
    if not is_known(target["reached_years"]):
        return ""
    years, missing = str(target["reached_years"]), target["missing_years"]
    shown = "%" if target["unit"] == "percent" else unit
    amount = _spanned(target["reached_min"], target["reached_max"], shown, words)
    if is_known(missing):
        return words("targets.summed_in_part", years=years, amount=amount, missing=str(missing))
    return words("targets.summed", years=years, amount=amount)


def _year(value: object) -> str:
    return str(int(value)) if is_known(value) else ""  # type: ignore[call-overload]


def pace_text(target: Row, which: str, unit: str, words: Words) -> str:
    """Return a change a year in the wanted direction: number or range with its unit; "" if unknown."""
    return _spanned(target[f"{which}_min"], target[f"{which}_max"], unit, words)


def _spanned(least: Any, most: Any, unit: str, words: Words) -> str:
    """Return a number or a range with its unit, a bound where an end is not known; "" without either."""
    if not is_known(least) and not is_known(most):
        return ""
    if not is_known(most):
        return words("qualifier.at_least", number=_with(least, unit, words))
    if not is_known(least):
        return words("qualifier.less_than", number=_with(most, unit, words))
    if round(least, PACE_DECIMALS) == round(most, PACE_DECIMALS):
        return _with(least, unit, words)
    return f"{_number(least, words)}–{_with(most, unit, words)}"


def _number(value: float, words: Words) -> str:
    decimals = 0 if abs(value) >= 100 else PACE_DECIMALS
    return words.number(round(value, decimals), decimals)


def _with(value: float, unit: str, words: Words) -> str:
    return words.with_unit(_number(value, words), unit)
