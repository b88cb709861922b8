"""What will be published of a register: each form by area after hiding, and H, A and M0 with its parts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.queries.small_cells import SUPPRESSED
from data_access.store.frames import Row
from data_access.workbooks.reading.forms import REVIEW_FORMS
from microdata.results.kept import Result
from ui.cached.figure_frames import indicator_rows
from ui.controls.notices import as_plain
from ui.data.register.choice import ShownResult
from ui.data.register.names import PlaceNames
from ui.text.tables import plain_table
from vocabulary.words import Words

# Of the nation's communes the first ones are drawn; the file has all.
SHOWN = 250
HEIGHT, ROWS_AT_ONCE = 420, 12
LEVELS = ("commune", "district", "province", "nation")
MEASURES = ("headcount", "intensity", "adjusted")
PERCENT = 100


def published_section(shown: ShownResult, words: Words) -> None:
    """Draw the forms as they would be published, and H, A and M0; nothing where no forms were made."""
    if not shown.facts.has_forms:
        return
    st.subheader(words("register_page.published"), anchor=False)
    _form(shown, words)
    _measures(shown.result, shown.names, words)


def _form(shown: ShownResult, words: Words) -> None:
    """Draw one form of one level, a hidden cell as hidden."""
    facts = shown.facts
    st.markdown(as_plain(words("register_page.what_is_hidden", areas=facts.areas, hidden=facts.hidden)))
    figures = shown.result.forms
    levels = [level for level in LEVELS if level in set(figures["level"])]
    of_form = {f"form_{form.number}": _codes(form.codes, figures) for form in REVIEW_FORMS}
    left, right = st.columns((0.7, 0.3))
    kind = left.selectbox(
        words("register_page.form"),
        [kind for kind, codes in of_form.items() if codes],
        format_func=lambda kind: words(f"template.kind.{kind}"),
        key="register.form",
    )
    level = right.selectbox(
        words("register_page.level"), levels, format_func=_level_name(words), key="register.level"
    )
    part = figures[(figures["level"] == level) & figures["indicator_code"].isin(of_form[kind])]
    _form_table(shown, part, of_form[kind], words)


def _level_name(words: Words) -> Callable[[str], str]:
    return lambda level: words(f"level.{level}")


def _codes(codes: tuple[str, ...], figures: pd.DataFrame) -> list[str]:
    """The columns of a form that the figures have, each once; of form 9 those of the peoples in it."""
    known = set(figures["indicator_code"])
    found = [code for code in dict.fromkeys(codes) if code in known]
    if any("?" in code for code in codes):
        found += sorted(code for code in known if "_households_of_" in code and code not in found)
    return found


def _form_table(shown: ShownResult, part: pd.DataFrame, codes: list[str], words: Words) -> None:
    known, names = indicator_rows(shown.edition), shown.names
    hidden = words("register_page.hidden")
    texts = part["value"].where(part["state"] != SUPPRESSED, hidden)
    wide = part.assign(text=texts).pivot(
        index=["vintage", "level", "area_code"], columns="indicator_code", values="text"
    )
    headers = [
        words("register_page.area"),
        *(words.of(known[code]) if code in known else code for code in codes),
    ]
    rows = [
        [names.unbroken(key), *(_cell(text, hidden, words) for text in row)]
        for key, row in zip(wide.index[:SHOWN], wide[codes].head(SHOWN).itertuples(index=False), strict=True)
    ]
    caption = words("register_page.form_rows", shown=len(rows), count=len(wide))
    _in_frame(plain_table(caption, headers, rows, tuple(range(1, len(headers)))), len(rows))


def _in_frame(table: str, rows: int) -> None:
    """Draw a table that scrolls where it is long: what follows it is found without passing every area."""
    with st.container(height=HEIGHT if rows > ROWS_AT_ONCE else "content", border=False):
        st.html(table)


def _cell(text: object, hidden: str, words: Words) -> str:
    """A count as it is written, or that it is hidden; a form lacks a cell where the file has none."""
    if not isinstance(text, str) or not text:
        return "–"
    return text if text == hidden else words.number(int(text))


def _measures(result: Result, names: PlaceNames, words: Words) -> None:
    """Draw H, A and M0 of each area that has all counts, and what each deprivation contributes."""
    found = result.measures
    if found.empty:
        st.info(as_plain(words("register_page.no_measures")))
        return
    order = found.assign(depth=found["level"].map(LEVELS.index)).sort_values(
        ["depth", "code"], ascending=[False, True]
    )
    headers = [words("register_page.area"), *(words(f"column.{name}") for name in MEASURES)]
    rows = [
        [
            names.unbroken((row["vintage"], row["level"], row["code"])),
            *(_percent(row[name], words) for name in ("headcount", "intensity")),
            words.number(row["adjusted"], 4),
        ]
        for row in order.head(SHOWN).to_dict("records")
    ]
    caption = words("register_page.measures", shown=len(rows), count=len(found))
    _in_frame(plain_table(caption, headers, rows, (1, 2, 3)), len(rows))
    _parts(order.iloc[0].to_dict(), names, words)


def _parts(row: Row, names: PlaceNames, words: Words) -> None:
    """Draw the twelve deprivations of the uppermost area: censored headcount, and its share of M0."""
    place = names.of((str(row["vintage"]), str(row["level"]), str(row["code"])))
    headers = [words(f"register_page.{name}") for name in ("deprivation", "censored", "contribution")]
    rows = [
        [
            words(f"deprivation.{name}"),
            _percent(row[f"censored_{name}"], words),
            _percent(row[f"contribution_{name}"], words),
        ]
        for name in DEPRIVATIONS
    ]
    st.html(plain_table(words("register_page.parts", place=place), headers, rows, (1, 2)))


def _percent(share: object, words: Words) -> str:
    return words.with_unit(words.number(PERCENT * float(str(share)), 2), "%")
