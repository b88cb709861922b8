"""Values of measures in words: number or money with its unit, what a missing one means, parts by group."""

from __future__ import annotations

from data_access.store.frames import Row
from ui.text.amounts import money_text, period_text
from ui.text.figures import is_known, number_text, status_text, text_in
from vocabulary.words import Words

GAPS = ("not_reported", "not_applicable", "unknown")


def outcome_text(row: Row, measure: Row, words: Words) -> str:
    """Return a value as reported, with unit and qualifier, and "a year" where it is that of each year."""
    if row["state"] != "reported":
        return words(f"state.{row['state']}")
    if measure["is_money"]:
        return money_text(row, words)
    if measure["unit"] == "rank":
        return words("outcomes.rank", rank=number_text(row, words))
    text = words.with_unit(number_text(row, words), unit_text(measure, words))
    each_year = is_known(row["each_year"]) and bool(row["each_year"])
    return words("amount.each_year", amount=text) if each_year else text


def unit_text(measure: Row, words: Words) -> str:
    """Return the unit of a measure."""
    return text_in(measure, f"unit_{words.language}") or str(measure["unit"])


def when_text(row: Row, words: Words) -> str:
    """Return the period of a value, its as-of date and what its status adds."""
    as_of = text_in(row, "as_of")
    parts = [period_text(row), words("outcomes.as_of", date=words.date(as_of)) if as_of else ""]
    parts.append(status_text(str(row["status"]), words) if row["status"] not in ("final", "reported") else "")
    return " · ".join(part for part in parts if part)


def gap_text(gap: str, words: Words) -> str:
    """Return what it means that there is no value."""
    return words(f"gap.{gap}")


def breakdown_name(slug: str, words: Words) -> str:
    """Return the name of a part (a group of households, a market); an unknown one as it is written."""
    key = f"breakdown.{slug}"
    return words(key) if words.has(key) else slug.rpartition(".")[2].replace("_", " ")
