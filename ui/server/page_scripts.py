"""Scripts in every page before Streamlit's own: kept slides, words, history, links, search, a lost server."""

from __future__ import annotations

from functools import cache

from geo.choropleth import script_literal
from ui.presentation.show_page import asset_text, kept_slides_script
from ui.server.streamlit_words import words_script
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


@cache
def page_scripts() -> str:
    """Return the scripts for the head of the index page, the same for every language."""
    sentences = {language: Words(language)("connection.lost") for language in LANGUAGES}
    connection = asset_text("connection.js").replace("__SENTENCES__", script_literal(sentences))
    own = [asset_text(f"{name}.js") for name in ("one_entry", "own_links", "search_box")]
    # What a page tells needs those before it.
    scripts = (kept_slides_script(), words_script(), *own, connection, asset_text("told.js"))
    return "".join(f"<script>{script}</script>" for script in scripts)
