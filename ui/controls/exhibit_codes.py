"""The code of a chart: of its view and of its own numbers, and whether these are still the same."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from ui.cached.visit import Visit
from ui.charts.code_sentence import citation_sentence
from ui.charts.exhibit_figures import exhibit_figures, figure_names
from ui.charts.printed_code import Cited
from ui.charts.view_codes import EXHIBIT, PARAMETER, VIEW_LETTERS, cite, cited_in, registered, view_code
from ui.controls import address
from vocabulary.words import Words

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


def cited_exhibit(
    path: str, query: Mapping[str, str], where: str, data: pd.DataFrame | None, words: Words
) -> Cited:
    """Return the citation of a chart in a view, as of today, and keep it."""
    return Cited(cite(path, query, exhibit_figures(data)), where, words)


def reopened_sentence(visit: Visit, key: str, data: pd.DataFrame | None) -> str:
    """Return whether a chart's numbers are still those printed; "" for another than the code is of."""
    if address.parameter(EXHIBIT) != key or (found := cited_in(address.parameter(PARAMETER) or "")) is None:
        return ""
    code, day = found
    if view_code(page_path(), exhibit_view(key)) != code[:VIEW_LETTERS]:
        return ""
    names = figure_names(visit.edition, data, visit.words)
    return citation_sentence(code, day, exhibit_figures(data), registered(code), names, visit.words)
