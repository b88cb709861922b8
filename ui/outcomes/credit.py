"""Policy credit: capital with its as-of date, its rank and growth, and places beside one another."""

from __future__ import annotations

from functools import partial

import pandas as pd

from data_access.outcomes.measure_facts import MeasureFact
from ui.cached import outcome_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, Makers
from ui.charts.native import native_bars
from ui.charts.series_charts import AREA_COLOUR
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.outcomes.dot_rows import rows_chart
from ui.outcomes.facts import ProjectFacts
from ui.text.amounts import in_billions, money_text
from ui.text.outcome_words import when_text
from ui.text.source_citation import codes_in
from vocabulary.vintages import OLD

# What is said of credit in large, the first that is known of each line.
LARGE = (
    ("vbsp_total_policy_credit_capital", "vbsp_outstanding_loans"),
    ("vbsp_policy_credit_rank",),
    ("vbsp_policy_credit_growth",),
    ("eligible_households_with_loans_rate",),
)
RANKED = "vbsp_local_entrusted_capital"
CAPITAL = "vbsp_total_policy_credit_capital"
PLACES_SHOWN = 15
PALE = "#9db8d1"


def credit_facts(found: ProjectFacts) -> list[MeasureFact]:
    """Return what is known of policy credit here: amount, rank, growth and coverage."""
    facts = [_first_known(found, codes) for codes in LARGE]
    return [fact for fact in facts if fact is not None and not fact.gap]


def credit_places(visit: Visit, found: ProjectFacts) -> None:
    """Draw the provinces that report their capital side by side."""
    for make in credit_makers(visit, found).values():
        exhibit = make()
        if exhibit is not None:
            show(visit, exhibit)


def credit_makers(visit: Visit, found: ProjectFacts) -> Makers:
    """Return the amounts whose provinces are set beside one another, by key."""
    return {f"credit-{code}": partial(_places, visit, found, code) for code in (CAPITAL, RANKED)}


def _first_known(found: ProjectFacts, codes: tuple[str, ...]) -> MeasureFact | None:
    facts = [found.facts[code] for code in codes if code in found.facts]
    return next((fact for fact in facts if not fact.gap), facts[0] if facts else None)


def _places(visit: Visit, found: ProjectFacts, code: str) -> Exhibit | None:
    """Return the provinces that report an amount of the newest year; None where fewer than two do."""
    words, fact = visit.words, found.facts[code]
    rows = outcome_frames.outcomes_by_area(visit.edition, code, OLD, "province")
    rows = rows[rows["amount_vnd"].notna() & rows["breakdown"].isna()]
    if rows.empty:
        return None
    rows = rows[rows["period_to"] == rows["period_to"].max()].sort_values("amount_vnd", ascending=False)
    if len(rows) < 2:
        return None
    shown = rows.head(PLACES_SHOWN).to_dict("records")
    bars = pd.DataFrame(
        {
            "label": [words.of(row) for row in shown],
            "value": [in_billions(row["amount_vnd"]) for row in shown],
            "text": [money_text(row, words) for row in shown],
            "colour": [AREA_COLOUR if row["area_code"] == found.place.code else PALE for row in shown],
        }
    )
    return Exhibit(
        key=f"credit-{code}",
        title=words("credit.places", measure=words.of(fact.measure), count=len(rows)),
        subtitle=f"{when_text(shown[0], words)} · {words('credit.unit')}",
        sources=named_sources(visit, codes_in(rows), rows),
        chart=rows_chart(bars, unit=words("credit.unit"), words=words),
        native=native_bars(bars, words("credit.unit")),
        headers=[words("table.area"), words("table.value")],
        cells=bars[["label", "text"]].to_numpy().tolist(),
        numeric=(1,),
        data=rows[["area_code", "name_vi", "name_en", "amount_vnd", "qualifier", "as_of", "source_code"]],
    )
