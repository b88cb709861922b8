"""What if a sum were shared by other weights: who would get more, who less. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access.money.sharing import CRITERIA, shared_among
from data_access.store.frames import Row
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.native import native_bars
from ui.charts.share_charts import change_chart
from ui.charts.source_lines import named_sources
from ui.controls import address, choices, notices
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.level_choice import chosen_parts
from ui.funding.parts import Parts
from ui.funding.what_if_facts import Scored, scored
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import percent, subtitle
from ui.text.amounts import BILLION, amount_text, in_billions
from ui.text.figures import is_known
from ui.text.parameters import BadParameter
from vocabulary.words import Words

DEFAULT_WEIGHTS = {"poor": 60, "minority": 20, "remote": 10, "listed": 10}
HIGHEST_WEIGHT, STEP = 100, 5
MOST_BILLIONS = Decimal(10**7)
SHOWN, IN_HALL = 10, 6
GAIN_COLOUR, LOSS_COLOUR = "#0b5394", "#b3261e"
PARTS_OF_A_BILLION = Decimal("0.001")


def what_if_section(visit: Visit, chosen: FundingChoice, row: DeltaGenerator) -> None:
    """Draw the section for the parts of the chosen place at a level."""
    words = visit.words
    if chosen.is_plan_together:
        st.info(words("what_if.not_of_plans"))
        return
    parts, bad_parameter = chosen_parts(visit, chosen, row)
    if parts is None:
        return
    found = scored(visit.edition, chosen, parts)
    st.markdown(as_plain(words("what_if.rule")))
    if not found.criteria:
        st.info(words("what_if.nothing", count=len(found.places), all=len(found.places) + found.left_out))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="what-if-choices"):
        total, bad_sum = _sum(words, found)
        weights, bad_weights = _weights(words, found)
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter, bad_sum, bad_weights]), words)
    _answer(visit, chosen, found, total, weights)


def _sum(words: Words, found: Scored) -> tuple[int, BadParameter | None]:
    """Return the sum to share, in đồng: what the address says, in billions, or what the places have today."""
    today = int(found.places["money_vnd"].sum())
    requested = address.parameter("sum")
    billions = _billions(requested) if requested else None
    shown = Decimal(today) / BILLION if billions is None else billions
    key = "what-if.sum"
    st.session_state[key] = float(shown)
    st.number_input(
        words("what_if.sum"),
        min_value=0.0,
        max_value=float(MOST_BILLIONS),
        step=100.0,
        format="%.3f",
        key=key,
        on_change=lambda: address.write({"sum": f"{st.session_state[key]:.3f}".rstrip("0").rstrip(".")}),
        width=240,
    )
    unfit = requested is not None and billions is None
    return (today if billions is None else int(billions * BILLION)), (
        BadParameter.of("sum", requested or "") if unfit else None
    )


def _billions(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    is_usable = number.is_finite() and 0 <= number <= MOST_BILLIONS
    return number.quantize(PARTS_OF_A_BILLION) if is_usable else None


def _weights(words: Words, found: Scored) -> tuple[dict[str, int], BadParameter | None]:
    """Draw a slider a criterion; return the weights of those that can be used."""
    requested = address.parameter("weights")
    typed = _typed(requested) if requested else None
    standing = DEFAULT_WEIGHTS if typed is None else typed
    for name in CRITERIA:
        key = f"what-if.{name}"
        st.session_state[key] = standing[name]
        st.slider(
            words(f"what_if.{name}"),
            0,
            HIGHEST_WEIGHT,
            step=STEP,
            key=key,
            on_change=_write_weights,
            disabled=name not in found.criteria,
            help=words(f"what_if.{name}_help" if name in found.criteria else "what_if.not_known"),
            width=220,
        )
    weights = {name: standing[name] for name in found.criteria}
    return weights, BadParameter.of("weights", requested) if requested and typed is None else None


def _typed(text: str) -> dict[str, int] | None:
    numbers = text.split("-")
    if len(numbers) != len(CRITERIA) or not all(number.isdecimal() for number in numbers):
        return None
    weights = dict(zip(CRITERIA, map(int, numbers), strict=True))
    return weights if all(weight <= HIGHEST_WEIGHT for weight in weights.values()) else None


def _write_weights() -> None:
    address.write({"weights": "-".join(str(st.session_state[f"what-if.{name}"]) for name in CRITERIA)})


def _answer(visit: Visit, chosen: FundingChoice, found: Scored, total: int, weights: dict[str, int]) -> None:
    words = visit.words
    shares = shared_among(found.places, total, weights)
    if shares.empty:
        st.info(words("what_if.no_weight"))
        return
    show(visit, what_if_exhibit(visit, chosen, found, shares, total))
    st.caption(as_plain(words("what_if.never_stored")))


def what_if_sentence(shares: pd.DataFrame, total: int, found: Scored, words: Words) -> str:
    """Return how many places would get more and less, how much would move, and for whom it is unknown."""
    change = shares["change_vnd"].dropna()
    moved = int(change[change > 0].sum())
    summary = words(
        "what_if.sentence",
        amount=amount_text(total, words),
        count=len(shares),
        more=int((change > 0).sum()),
        less=int((change < 0).sum()),
        moved=amount_text(moved, words),
        share=percent(100 * moved / total if total else 0.0, words),
    )
    without = len(shares) - len(change)
    notes = [words("what_if.without_money", count=without)] if without else []
    notes += [words("what_if.left_out", count=found.left_out)] if found.left_out else []
    return " ".join([summary, *notes])


def shared_in_view(
    visit: Visit, chosen: FundingChoice, parts: Parts, query: Mapping[str, str]
) -> tuple[Scored, pd.DataFrame, int] | None:
    """Return the places of a view with their shares and the sum that is shared; None where it has none."""
    found = scored(visit.edition, chosen, parts)
    if chosen.is_plan_together or not found.criteria:
        return None
    typed, billions = _typed(query.get("weights", "")), _billions(query.get("sum", ""))
    weights = {name: (typed or DEFAULT_WEIGHTS)[name] for name in found.criteria}
    total = int(found.places["money_vnd"].sum()) if billions is None else int(billions * BILLION)
    shares = shared_among(found.places, total, weights)
    return None if shares.empty else (found, shares, total)


def what_if_exhibit(
    visit: Visit, chosen: FundingChoice, found: Scored, shares: pd.DataFrame, total: int, most: int = SHOWN
) -> Exhibit:
    """Return who would get more and who less, with the sentence that counts them; draw ``most`` of each."""
    words = visit.words
    ordered = shares.sort_values(["change_vnd", "area_code"], ascending=[False, True], ignore_index=True)
    summary, ends = _largest(ordered, most)
    stage = words(f"stage.{found.stage}").lower()
    columns = ("poor", "today", "what_if", "change")
    return Exhibit(
        key="what-if",
        title=words(f"what_if.title_{summary}", count=len(ends)),
        subtitle=subtitle(visit, chosen, words("what_if.against", stage=stage)),
        sources=named_sources(visit, found.sources),
        chart=change_chart(_bars(ends, f"{summary}_vnd", words), words=words) if len(ends) else None,
        native=native_bars(_bars(ends, f"{summary}_vnd", words), words("funding.unit")),
        headers=[words("table.area"), *(words(f"what_if.col_{name}") for name in columns)],
        cells=lambda: [_cells(row, words) for row in ordered.to_dict("records")],
        numeric=(1, 2, 3, 4),
        data=ordered,
        silence=words("what_if.no_change"),
        sentence=what_if_sentence(shares, total, found, words),
        in_hall=partial(what_if_exhibit, visit, chosen, found, shares, total, IN_HALL)
        if most == SHOWN
        else None,
    )


def _largest(shares: pd.DataFrame, most: int) -> tuple[str, pd.DataFrame]:
    """Return the places to draw: those that change most or, where today's money is not known, get most."""
    known = shares[shares["change_vnd"].notna() & (shares["change_vnd"] != 0)]
    if shares["change_vnd"].isna().all():
        return "what_if", shares.nlargest(2 * most, "what_if_vnd")
    return "change", known if len(known) <= 2 * most else pd.concat([known.head(most), known.tail(most)])


def _bars(ends: pd.DataFrame, column: str, words: Words) -> pd.DataFrame:
    changes = [int(change) for change in ends[column]]
    written = _signed if column == "change_vnd" else amount_text
    return pd.DataFrame(
        {
            "label": list(ends[f"name_{words.language}"]),
            "value": [in_billions(change) for change in changes],
            "text": [written(change, words) for change in changes],
            "colour": [GAIN_COLOUR if change > 0 else LOSS_COLOUR for change in changes],
        }
    )


def _signed(vnd: int, words: Words) -> str:
    return ("+" if vnd > 0 else "") + amount_text(vnd, words)


def _cells(row: Row, words: Words) -> list[str]:
    today, change = row["money_vnd"], row["change_vnd"]
    return [
        words.of(row),
        words.number(int(row["poor"])),
        amount_text(int(today), words) if is_known(today) else words("state.missing"),
        amount_text(int(row["what_if_vnd"]), words),
        _signed(int(change), words) if is_known(change) else words("state.missing"),
    ]
