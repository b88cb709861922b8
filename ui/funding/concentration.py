"""How evenly money is spread over poor households: the concentration curve of places and its index."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from data_access.money.concentration import concentration_curve, concentration_index
from data_access.money.need import FEWEST_PLACES
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.money_charts import curve
from ui.charts.native import NativeChart
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.need_facts import Need
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import percent, subtitle
from vocabulary.words import Words


def concentration_part(visit: Visit, chosen: FundingChoice, need: Need) -> None:
    """Draw the curve and its index; a sentence where too few places have rate, households and money."""
    exhibit = concentration_exhibit(visit, chosen, need)
    show(visit, exhibit)
    if exhibit.sentence:
        st.caption(as_plain(visit.words("need.index_rule")))


def concentration_exhibit(visit: Visit, chosen: FundingChoice, need: Need) -> Exhibit:
    """Return the curve with its index as a sentence; silent where too few places are known."""
    known = need.places.dropna(subset=["rate", need.counted.column, "money_vnd"])
    if len(known) < FEWEST_PLACES:
        known = known.head(0)
    spread = _spread(known, need.counted.column)
    found, index = concentration_curve(spread), concentration_index(spread)
    exhibit = _exhibit(visit, chosen, need, known, found)
    if index is None:
        return exhibit
    key = f"need.index_{_leaning(index) + need.suffix}"
    return replace(exhibit, sentence=visit.words(key, index=_signed(index, visit.words)))


def _spread(known: pd.DataFrame, number: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": known["area_code"],
            "rate": known["rate"],
            "households": known[number].astype("float64"),
            "money": known["money_vnd"].astype("float64"),
        }
    )


def _points(found: pd.DataFrame, known: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the points of the curve: ``x`` and ``y`` in percent, ``label`` empty at its start."""
    columns = (known[name].tolist() for name in ("area_code", f"name_{words.language}"))
    names = dict(zip(*columns, strict=True)) | {"": ""}
    return pd.DataFrame(
        {
            "x": 100 * found["households_share"],
            "y": 100 * found["money_share"],
            "label": [names[code] for code in found["area_code"].tolist()],
        }
    )


def _exhibit(
    visit: Visit, chosen: FundingChoice, need: Need, known: pd.DataFrame, found: pd.DataFrame
) -> Exhibit:
    words = visit.words
    points = _points(found, known, words)
    x_title, y_title = words(f"need.curve_{need.counted.column}"), words("need.curve_money")
    return Exhibit(
        key="need-concentration",
        title=words("need.title_curve"),
        subtitle=subtitle(visit, chosen, words("need.curve_count", count=len(known))),
        sources=named_sources(visit, need.sources),
        chart=curve(points, x_title=x_title, y_title=y_title, words=words) if len(found) else None,
        native=NativeChart("curve", points, (x_title, y_title)) if len(found) else None,
        headers=[words("table.area"), x_title, y_title],
        cells=lambda: [
            [label, percent(x, words), percent(y, words)]
            for code, label, x, y in zip(
                found["area_code"], points["label"], points["x"], points["y"], strict=True
            )
            if code
        ],
        numeric=(1, 2),
        data=found.rename(columns={"households_share": f"{need.counted.column}_share"}),
        silence=words("need.too_few"),
    )


def _leaning(index: float) -> str:
    """Return to whom the money leans: negative is to the poorest."""
    return "even" if abs(index) < 0.005 else "poorest" if index < 0 else "least_poor"


def _signed(index: float, words: Words) -> str:
    return ("\N{MINUS SIGN}" if index < 0 else "") + words.number(abs(index), 2)
