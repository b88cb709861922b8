"""The page on the phone that turns slides: two large buttons, and which slide is in the hall."""

from __future__ import annotations

from html import escape

from geo.choropleth import script_literal
from ui.presentation.show_page import asset_text
from vocabulary.words import Words

LARGE = {"previous": "‹", "next": "›"}
SMALL = ("black", "play")


def remote_page(words: Words) -> str:
    """Return the page for the phone that has the key of the page's own address."""
    large = "".join(
        f'<button type="button" class="large" data-press="{name}"'
        f' aria-label="{escape(words(f"remote.{name}"))}">{sign}</button>'
        for name, sign in LARGE.items()
    )
    small = "".join(
        f'<button type="button" data-press="{name}">{escape(words(f"remote.{name}"))}</button>'
        for name in SMALL
    )
    sentences = script_literal({"lost": words("remote.lost"), "ended": words("remote.ended")})
    return (
        f"{_head(words)}<body><header><p id='slide'>–</p><p id='title'></p></header>"
        f"<p id='said' role='status' hidden></p><main>{large}</main><footer>{small}</footer>"
        f"<script>const SENTENCES = {sentences};{asset_text('remote.js')}</script></body></html>"
    )


def refused_page(sentence: str, words: Words) -> str:
    """Return the page that says why this phone cannot turn the slides."""
    return f"{_head(words)}<body><p id='said' role='status'>{escape(sentence)}</p></body></html>"


def _head(words: Words) -> str:
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(words('remote.title'))}</title><style>{asset_text('remote.css')}</style></head>"
    )
