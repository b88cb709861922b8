"""The code of a chart: of the view it stands in, of its own numbers, and whether these are still the same."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from ui import address
from ui.citation import PARAMETER, VIEW_LETTERS, Citation, cite, cited_in, view_code
from ui.citation_notice import EXHIBIT, citation_sentence
from ui.citing import Cited
from ui.language import Words

# The page's path, as the shell last drew it.
PATH_KEY = "shell.path"
NOT_CITED = (PARAMETER, "q")


def exhibit_view(key: str) -> dict[str, str]:
    """Return the parameters that restore the page and name the chart in it."""
    query = {name: value for name, value in st.query_params.to_dict().items() if name not in NOT_CITED}
    return {**query, EXHIBIT: key}


def page_path() -> str:
    """Return the path of the page that is drawn."""
    return str(st.session_state.get(PATH_KEY, "/"))


def site() -> str:
    """Return the address by which the visitor reached the dashboard, "" where nobody knows it."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def exhibit_figures(data: pd.DataFrame | None) -> dict[str, str]:
    """Return the numbers of a chart's data by column, in their order, whatever the language of its rows."""
    if data is None:
        return {}
    found: dict[str, str] = {}
    for column in data.columns:
        numbers = sorted(value for value in data[column] if _is_number(value))
        found |= {f"{column}.{place}": str(number) for place, number in enumerate(numbers)}
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and value == value


def cited_exhibit(
    path: str, query: Mapping[str, str], where: str, data: pd.DataFrame | None, words: Words
) -> Cited:
    """Return the citation of a chart in a view, as of today, and keep it."""
    return Cited(cite(path, query, exhibit_figures(data)), where, words)


def reopened_sentence(key: str, data: pd.DataFrame | None, words: Words) -> str:
    """Return whether a chart's numbers are still those printed; "" for another than the code is of."""
    if address.asked(EXHIBIT) != key or (found := cited_in(address.asked(PARAMETER) or "")) is None:
        return ""
    code, day = found
    if view_code(page_path(), exhibit_view(key)) != code[:VIEW_LETTERS]:
        return ""
    # Numbers have no names of their own: that some changed is said, not which.
    unnamed: Citation | None = None
    return citation_sentence(code, day, exhibit_figures(data), unnamed, str, words)
