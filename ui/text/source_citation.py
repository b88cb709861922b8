"""A source as a line names it, and which sources figures rest on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ui.text.figures import text_in
from vocabulary.words import Words

SOURCES_NAMED = 3


def sources_named(figures: pd.DataFrame, most: int | None = SOURCES_NAMED) -> list[str]:
    """Return the first sources of the figures, and of the second ones where a picture has two."""
    columns = [name for name in ("source_code", "second_source_code") if name in figures]
    codes = (code for name in columns for code in figures[name].dropna().unique()[:most])
    return list(dict.fromkeys(codes))


def source_citation(source: Any, words: Words) -> str:
    """Return a source in one line: publisher, title, document number with table and page, date."""
    translated = text_in(source, "title_en") if words.language == "en" else ""
    title = translated or text_in(source, "title")
    date = words.date(text_in(source, "date"))
    parts = (text_in(source, "publisher"), title, place_in_document(source, words), date)
    return ", ".join(part for part in parts if part)


def place_in_document(source: Any, words: Words) -> str:
    """Return a source's document number with the table and page in it, as far as they are known."""
    named = [
        words(f"source.{name}", number=text_in(source, name))
        for name in ("table_number", "page")
        if text_in(source, name)
    ]
    return ", ".join(part for part in (text_in(source, "doc_number"), *named) if part)
