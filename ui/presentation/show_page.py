"""The running show: one HTML page with every slide, script and text in it, at ``/present/show``."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from geo.assets import Asset, choropleth_script, leaflet_script
from geo.choropleth import leaflet_options, script_literal
from ui.charts.slides import LONGEST_IN_ADDRESS, MOST_SLIDES, PLAIN
from ui.text.map_sentences import FEWEST_AREAS
from vocabulary.words import Words

ASSETS = Path(__file__).parents[1] / "assets"


BUTTONS = (
    *("previous", "next", "play", "black", "freeze", "palette", "full", "sources", "speaker", "phone"),
    "help",
)


KEYS = (
    *("slide", "year", "ends", "place", "play", "black", "freeze", "palette", "full"),
    *("sources", "clicker", "speaker", "phone", "help"),
)


SPOKEN = (
    *("keys", "no_full_screen", "steps_slide", "steps_year", "steps_place", "highest"),
    *("speaker", "now", "after", "note", "no_note", "elapsed", "is_black", "over", "no_window"),
    *("button_previous", "button_next", "button_black", "button_phone"),
    *("no_server", "phone_joined", "phone_again"),
)


# In this order; one script, since the speaker's window is opened from the page as it stands before it runs.
SCRIPTS = ("show_chart.js", "show_speaker.js", "show_remote.js", "show.js")


def show_page(contents: Sequence[dict[str, Any]], words: Words, palette: str) -> str:
    """Return the whole page of a show with at least one slide."""
    if not contents:
        return sentence_page(words("show.empty"), words)
    # Several slides may share a map's outlines: they are sent once.
    documents = {
        address: answer for content in contents for address, answer in content.get("documents", {}).items()
    }
    contents_and_words = {
        "slides": [{name: part for name, part in one.items() if name != "documents"} for one in contents],
        "documents": documents,
        "words": {key: words(f"show.{key}") for key in SPOKEN},
        "options": leaflet_options(zoom_by_wheel=False),
        "fewest": FEWEST_AREAS,
    }
    scripts = [_text(leaflet_script()), _text(choropleth_script()), "\n".join(map(asset_text, SCRIPTS))]
    return (
        f'<!doctype html><html lang="{words.language}" data-palette="{palette}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<title>{escape(words('page.present'))}</title>"
        f"<script>{scripts[0]}</script><script>{scripts[1]}</script><style>{asset_text('show.css')}</style></head>"
        f"<body>{_body(words)}"
        f'<script type="application/json" id="contents">{script_literal(contents_and_words)}</script>'
        f"<script>{scripts[2]}</script></body></html>"
    )


def _body(words: Words) -> str:
    buttons = "".join(
        f'<button type="button" id="button-{name}">{escape(words(f"show.button_{name}"))}</button>'
        for name in BUTTONS
    )
    keys = "".join(
        f"<dt>{escape(words(f'show.key_{name}'))}</dt><dd>{escape(words(f'show.does_{name}'))}</dd>"
        for name in KEYS
    )
    return (
        '<main id="stage"><section id="map-slide" hidden><div id="map_div"></div></section>'
        '<section id="chart-slide" hidden></section></main>'
        '<p id="year" aria-hidden="true"></p><div id="card" hidden><p id="card-name"></p><p id="card-value">'
        '</p><p id="card-rank"></p></div><div id="black" hidden></div>'
        f'<div id="help" role="dialog" aria-label="{escape(words("show.button_help"))}" hidden>'
        f"<h2>{escape(words('show.help'))}</h2><dl>{keys}</dl></div>"
        f'<div id="sources" role="dialog" aria-label="{escape(words("show.button_sources"))}" hidden>'
        f'<h2>{escape(words("show.button_sources"))}</h2><ol id="sources-list"></ol></div>'
        f'<div id="phone" role="dialog" aria-label="{escape(words("show.button_phone"))}" hidden>'
        '<img id="phone-code" alt="" hidden><p id="phone-address"></p><p id="phone-sentence"></p></div>'
        '<p id="count" aria-hidden="true" hidden></p>'
        f'<p id="hint" role="status" hidden></p><div id="spoken" aria-live="polite"></div>'
        f'<nav id="controls" aria-label="{escape(words("show.controls"))}">{buttons}</nav>'
    )


def kept_slides_script() -> str:
    """Return the script by which a browser keeps the visitor's presentation."""
    values = {"__PLAIN__": PLAIN, "__LONGEST__": str(LONGEST_IN_ADDRESS), "__MOST__": str(MOST_SLIDES)}
    script = asset_text("kept_slides.js")
    for name, value in values.items():
        script = script.replace(name, value)
    return script


def kept_show_page(words: Words) -> str:
    """Return the page that asks for the show of the presentation that the browser keeps."""
    sentences = script_literal({"empty": words("show.empty"), "unreachable": words("failure.network")})
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f'<link rel="icon" href="data:,"><title>{escape(words("page.present"))}</title></head>'
        f"<body><p id='said' role='status'></p><script>{kept_slides_script()}</script>"
        f"<script>const SENTENCES = {sentences};{asset_text('kept_show.js')}</script></body></html>"
    )


def sentence_page(text: str, words: Words) -> str:
    """Return a page that says one sentence, with a link to the presentation."""
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f"<title>{escape(words('page.present'))}</title></head>"
        f'<body><main style="font:28px sans-serif;margin:3em"><h1 style="font-size:1em">{escape(text)}</h1>'
        f'<p><a href="/present?lang={words.language}">{escape(words("page.present"))}</a></p>'
        "</main></body></html>"
    )


def _text(asset: Asset) -> str:
    return gzip.decompress(asset.content).decode()


@cache
def asset_text(name: str) -> str:
    """Return one of our scripts or style sheets."""
    return (ASSETS / name).read_text(encoding="utf-8")
