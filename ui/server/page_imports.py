"""Imports what the scripts of pages import, which a server's first visitors would wait for.

A script of a page is read when it first runs. Most of the modules that it names then are read for it alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import altair as alt
import pandas as pd
from streamlit import env_util

from ui.controls.site import PAGES, SITE

SHELL = Path(__file__).with_name("shell.py")
# What the map's component imports. It itself is imported by a page's run, since Streamlit forgets a component
# that is declared before.
OF_THE_MAP = "folium.plugins"


def import_what_pages_import() -> None:
    """Import every module that the shell or a page of everybody imports, and what the map imports."""
    scripts = [SHELL, *(PAGES / f"{page.key}.py" for page in SITE)]
    for name in sorted({name for script in scripts for name in imported_by(script)} | {OF_THE_MAP}):
        import_module(name)
    # Streamlit asks it at each element; the first time Python looks through the files of all modules.
    env_util.is_repl()
    # With the first chart of a process Altair looks through all that a chart may show.
    alt.Chart(pd.DataFrame({"x": [0]})).mark_point().encode(x="x:Q").to_dict()


def imported_by(script: Path) -> Iterator[str]:
    """Yield the modules that a script imports where it begins."""
    for statement in ast.parse(script.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            yield statement.module
        if isinstance(statement, ast.Import):
            yield from (named.name for named in statement.names)
