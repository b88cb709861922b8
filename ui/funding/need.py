"""Money beside need: two linked maps, the quadrant with its list of names, and how even the spread is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.money.concentration import concentration_curve, concentration_index
from data_access.money.need import FEWEST_PLACES, middles, needs_much_has_little
from ui.cached.figure_frames import indicator_row
from ui.cached.looks import LAYERS
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.money_charts import curve, quadrant
from ui.charts.source_lines import source_line
from ui.controls import address, choices, notices
from ui.controls.choropleth import choropleth
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.choice import FundingChoice
from ui.funding.level_choice import chosen_parts
from ui.funding.need_facts import Need, measure_of, need_facts
from ui.funding.parts import Parts
from ui.funding.sentences import percent, subtitle
from ui.maps.choropleth import area_in
from ui.maps.money_measures import look_of
from ui.maps.picture_address import PictureAddress
from ui.text.figures import is_known
from ui.text.language import Words
from ui.text.place_key import NATION
from ui.text.tables import plain_table

NEEDY_COLOUR, OTHER_COLOUR = "#b3261e", "#7a8793"
AGAINST = {"disbursed": "share", "money": "per_household"}
NAMED = 30


def need_section(visit: Visit, chosen: FundingChoice) -> None:
    """Draw the section for the parts of the chosen place at a level."""
    parts, bad_parameter = chosen_parts(visit, chosen)
    if parts is None:
        return
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), visit.words)
    need = need_facts(visit.edition, chosen, parts)
    _coverage(visit, chosen, need)
    _maps(visit, chosen, parts, need)
    left, right = st.columns((0.58, 0.42), gap="large")
    with left:
        against, needy = _quadrant(visit, chosen, need)
    with right:
        _concentration(visit, chosen, need)
    if needy is not None:
        _list(visit, needy, against)


def _coverage(visit: Visit, chosen: FundingChoice, need: Need) -> None:
    """Say what is set against what: of which year the list, of how many places the money is told."""
    words = visit.words
    told = int(need.places["money_vnd"].notna().sum())
    counted = int(need.places["per_household"].notna().sum())
    values = {
        "told": told,
        "all": len(need.places),
        "counted": counted,
        "stage": words(f"stage.{need.stage}").lower(),
    }
    key = "need.coverage" if need.list_year is not None else "need.no_list"
    st.markdown(as_plain(words(key, **values, year=str(need.list_year))))


def _maps(visit: Visit, chosen: FundingChoice, parts: Parts, need: Need) -> None:
    """Draw both maps; hovering or choosing a place in one marks it in the other."""
    words = visit.words
    look = look_of(parts.level, parts.vintage)
    if parts.vintage not in LAYERS.get((look, parts.level), ()):
        st.caption(words("need.no_map"))
        return
    within = "" if chosen.place == NATION else str(chosen.place)
    requested = address.parameter("area")
    selected = area_in(requested, parts.level) if requested else None
    measure = str(measure_of(chosen, "per_household", need.stage))
    with st.container(key="linked-maps"):
        left, right = st.columns(2, gap="medium")
        with left:
            if need.indicator is None:
                st.info(words("need.no_rate"))
            else:
                picture = PictureAddress(need.indicator, parts.level, look, words.language, within=within)
                choropleth(
                    picture.url(visit.edition),
                    key="need.rate",
                    year=need.rate_year,
                    selected=selected,
                    small=True,
                    keeps_year=True,
                )
        with right:
            picture = PictureAddress(measure, parts.level, look, words.language, within=within)
            choropleth(
                picture.url(visit.edition),
                key="need.money",
                year=chosen.period[1] if chosen.period else None,
                selected=selected,
                small=True,
                keeps_year=True,
            )


def _quadrant(visit: Visit, chosen: FundingChoice, need: Need) -> tuple[str, pd.DataFrame | None]:
    """Draw the quadrant; return what the rate is set against and the places of high need that got little."""
    words = visit.words
    against, bad_parameter = choices.coded_segments(
        words("need.against"),
        "against",
        list(AGAINST),
        lambda code: words(f"need.against_{code}"),
        "disbursed",
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    column = AGAINST[against]
    places = need.places
    middle = middles(places["rate"], places[column]) if need.indicator else None
    if middle is None:
        show(visit, _exhibit(visit, chosen, need, against, places.head(0), (0.0, 0.0)))
        return against, None
    known = places[places["rate"].notna() & places[column].notna()]
    needy = needs_much_has_little(known["rate"], known[column], middle)
    # By code they are already.
    known = known.assign(needy=needy).sort_values("rate", ascending=False, kind="stable")
    known = known.sort_values("needy", ascending=False, kind="stable")
    show(visit, _exhibit(visit, chosen, need, against, known, middle))
    return against, known[known["needy"]]


def _exhibit(
    visit: Visit,
    chosen: FundingChoice,
    need: Need,
    against: str,
    known: pd.DataFrame,
    middle: tuple[float, float],
) -> Exhibit:
    words = visit.words
    row = indicator_row(visit.edition, need.indicator) if need.indicator else None
    points = _points(known, against, words)
    y_title = words(f"need.axis_{against}")
    x_title = f"{words.of(row)} ({need.rate_year}), %" if row is not None else ""
    return Exhibit(
        key=f"need-{against}",
        title=words(f"need.title_{against}"),
        subtitle=subtitle(visit, chosen, _rule(middle, words) if len(known) else ""),
        source=source_line(visit, need.sources),
        chart=quadrant(points, x_title=x_title, y_title=y_title, middle=middle, words=words)
        if len(known)
        else None,
        headers=[words("table.area"), words("need.rate"), y_title, words("need.quadrant")],
        cells=lambda: [
            [name, percent(rate, words), _number(other, words), group]
            for name, rate, other, group in zip(
                *(points[of] for of in ("label", "x", "y", "group")), strict=True
            )
        ],
        numeric=(1, 2),
        data=known.drop(columns="needy", errors="ignore"),
        silence=words("need.too_few"),
    )


def _rule(middle: tuple[float, float], words: Words) -> str:
    return words("need.rule", rate=_number(middle[0], words), other=_number(middle[1], words))


def _points(known: pd.DataFrame, against: str, words: Words) -> pd.DataFrame:
    needy = known["needy"] if "needy" in known else pd.Series(data=False, index=known.index)
    group = {of: words(f"need.group_{name}_{against}") for of, name in ((True, "needy"), (False, "other"))}
    return pd.DataFrame(
        {
            "x": known["rate"],
            "y": known[AGAINST[against]],
            "label": known[f"name_{words.language}"],
            "group": needy.map(group),
            "colour": needy.map({True: NEEDY_COLOUR, False: OTHER_COLOUR}),
        }
    )


def _list(visit: Visit, needy: pd.DataFrame, against: str) -> None:
    """Name the places of high need that got or spent little, the poorest first."""
    words = visit.words
    st.subheader(words(f"need.list_{against}", count=len(needy)), anchor=False)
    headers = [
        words("table.area"),
        words("need.rate"),
        words("need.axis_disbursed"),
        words("need.axis_money"),
        words("need.households"),
    ]
    cells = [
        [
            words.of(row),
            percent(row["rate"], words),
            _known(row["share"], lambda value: percent(value, words), words),
            _known(row["per_household"], lambda value: _number(value, words), words),
            _known(row["households"], lambda value: words.number(int(value)), words),
        ]
        for row in needy.head(NAMED).to_dict("records")
    ]
    st.html(plain_table("", headers, cells, numeric=(1, 2, 3, 4)))
    if len(needy) > NAMED:
        st.caption(words("need.more_named", count=len(needy) - NAMED))


def _known(value: object, written: object, words: Words) -> str:
    return written(value) if is_known(value) and callable(written) else words("state.missing")


def _concentration(visit: Visit, chosen: FundingChoice, need: Need) -> None:
    words = visit.words
    known = need.places.dropna(subset=["rate", "households", "money_vnd"])
    if len(known) < FEWEST_PLACES:
        known = known.head(0)
    spread = pd.DataFrame(
        {
            "area_code": known["area_code"],
            "rate": known["rate"],
            "households": known["households"].astype("float64"),
            "money": known["money_vnd"].astype("float64"),
        }
    )
    found = concentration_curve(spread)
    index = concentration_index(found)
    told = (known[name].tolist() for name in ("area_code", f"name_{words.language}"))
    names = dict(zip(*told, strict=True)) | {"": ""}
    points = pd.DataFrame(
        {
            "x": 100 * found["households_share"],
            "y": 100 * found["money_share"],
            "label": [names[code] for code in found["area_code"].tolist()],
        }
    )
    x_title, y_title = words("need.curve_households"), words("need.curve_money")
    show(
        visit,
        Exhibit(
            key="need-concentration",
            title=words("need.title_curve"),
            subtitle=subtitle(visit, chosen, words("need.curve_count", count=len(known))),
            source=source_line(visit, need.sources),
            chart=curve(points, x_title=x_title, y_title=y_title, words=words) if index is not None else None,
            headers=[words("table.area"), x_title, y_title],
            cells=lambda: [
                [names[code], percent(x, words), percent(y, words)]
                for code, x, y in zip(found["area_code"], points["x"], points["y"], strict=True)
                if code
            ],
            numeric=(1, 2),
            data=found,
            silence=words("need.too_few"),
        ),
    )
    if index is not None:
        st.markdown(as_plain(words(f"need.index_{_leaning(index)}", index=_signed(index, words))))
        st.caption(as_plain(words("need.index_rule")))


def _leaning(index: float) -> str:
    return "even" if abs(index) < 0.005 else "poorest" if index > 0 else "least_poor"


def _signed(index: float, words: Words) -> str:
    return ("\N{MINUS SIGN}" if index < 0 else "") + words.number(abs(index), 2)


def _number(value: float, words: Words) -> str:
    return words.number(value, 1)
