"""The frame of the pages of accounts, their forms and fields: a document without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ui.presentation.show_page import asset_text
from ui.server.guard.refusals import NOT_KEPT
from ui.server.inline_parts import naming_styles
from ui.server.sign_in.forms import keep_form_secret, kept_secret, mark_field, new_form_secret
from vocabulary.catalogues import LANGUAGES, language_in
from vocabulary.words import Words


@dataclass(frozen=True)
class Drawing:
    """What a page is drawn with: the request that it answers, its words and path, what its forms rest on."""

    request: Request
    words: Words
    path: str
    secret: str
    # Parameters of the page's own address that its forms and the choice of language take along.
    along: Mapping[str, str] = field(default_factory=dict)

    def address(self, path: str, **more: str) -> str:
        """Return an address with the language and what is taken along."""
        query = {"lang": self.words.language, **self.along, **more}
        return f"{path}?{urlencode(query)}"

    def form(self, path: str, fields: str, button: str, kind: str = "") -> str:
        """Return a form that is sent to a path; ``button`` is the key of what stands on its button."""
        return (
            f'<form method="post" action="{escape(self.address(path))}" class="{kind}">'
            f"{mark_field(self.secret, path)}{fields}"
            f'<button type="submit">{escape(self.words(button))}</button></form>'
        )

    def field(self, name: str, kind: str, complete: str, value: str = "", hint: str = "") -> str:
        """Return a field with its label and a hint; ``complete`` is what a browser may fill in."""
        words = self.words
        told = f'<p class="hint" id="{name}-hint">{escape(words(hint))}</p>' if hint else ""
        described = f' aria-describedby="{name}-hint"' if hint else ""
        return (
            f'<label for="{name}">{escape(words(f"sign_in.{name}"))}</label>'
            f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" required'
            f' value="{escape(value)}" maxlength="256"{described} spellcheck="false"'
            f' autocapitalize="none">{told}'
        )

    def whose_password(self, login: str) -> str:
        """Return what tells keepers of passwords whose password a form is about."""
        return f'<input name="login" autocomplete="username" value="{escape(login)}" hidden readonly>'


def words_of(request: Request) -> Words:
    """Return the language that a request asks for."""
    return Words(language_in(request.query_params))


def drawing_of(request: Request, path: str, **along: str) -> Drawing:
    """Return what the page at a path is drawn with that answers a request."""
    taken = {name: value for name, value in along.items() if value}
    return Drawing(request, words_of(request), path, kept_secret(request) or new_form_secret(), taken)


def page(drawing: Drawing, title: str, content: str, status: int = 200) -> Response:
    """Return a page by the key of its title; the browser keeps what its forms rest on, and not the page."""
    words = drawing.words
    document = (
        f'<!doctype html><html lang="{words.language}" dir="ltr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(words(title))} · {escape(words('site.name'))}</title>"
        f"<style>{asset_text('sign_in.css')}</style></head><body><header>"
        f'<a class="site" href="/?lang={words.language}">{escape(words("site.name"))}</a>'
        f"<nav aria-label='{escape(words('site.language'))}'>{_languages(drawing)}</nav></header>"
        f"<main><h1>{escape(words(title))}</h1>{content}</main></body></html>"
    )
    answer = HTMLResponse(document, status, {**NOT_KEPT, **naming_styles(document)})
    return keep_form_secret(answer, drawing.request, drawing.secret)


def alert(sentence: str) -> str:
    """Return a sentence that says what failed and what to do; "" for none."""
    return f'<p class="alert" role="alert">{escape(sentence)}</p>' if sentence else ""


def done(sentence: str) -> str:
    """Return a sentence that says what was done; "" for none."""
    return f'<p class="done" role="status">{escape(sentence)}</p>' if sentence else ""


def _languages(drawing: Drawing) -> str:
    """Return the languages, each as a link to the page in it but for the one that is shown."""
    return " ".join(
        f'<span aria-current="true">{name}</span>'
        if code == drawing.words.language
        else f'<a lang="{code}" href="{escape(drawing.address(drawing.path, lang=code))}">{name}</a>'
        for code, name in LANGUAGES.items()
    )
