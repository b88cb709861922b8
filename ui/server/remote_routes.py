"""The addresses by which a phone turns slides: a show's own, and the page on the phone.

A show asks again and again for what was pressed; each question waits a moment for an answer. A phone is
known by a cookie that only its own key's address is sent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import config

from ui.presentation.remote_keys import (
    LONGEST_TITLE,
    NoRemote,
    Remote,
    Remotes,
    RemoteTaken,
    SlideShown,
    TooManyRemotes,
    has_phone,
    press,
    presses,
    remotes_folder,
    show,
)
from ui.presentation.remote_page import refused_page, remote_page
from ui.server.inline_parts import naming_scripts
from ui.server.network_address import is_this_machine, listens_here_only, network_address
from ui.server.route_failures import NOT_KEPT
from vocabulary.catalogues import language_in
from vocabulary.words import Words

SHOW_ADDRESS, PHONE_ADDRESS = "/present/remote", "/remote"
COOKIE = "remote"
# A server that is told to stop waits for open questions: no longer than this.
WAIT_SECONDS = 2.0
DAY_SECONDS = 86_400
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    NoRemote: (404, "remote.ended"),
    RemoteTaken: (403, "remote.taken"),
    TooManyRemotes: (429, "remote.too_many"),
}
Answer = Callable[[Request], Awaitable[Response]]

remotes = Remotes(remotes_folder)


def remote_routes() -> list[BaseRoute]:
    """Return the addresses of shows and phones."""
    return [
        Route(SHOW_ADDRESS, _says_refusals(open_remote), methods=["POST"]),
        Route(SHOW_ADDRESS + "/{key}", _says_refusals(send_presses), methods=["GET"]),
        Route(SHOW_ADDRESS + "/{key}/leave", _says_refusals(leave_remote), methods=["POST"]),
        Route(PHONE_ADDRESS + "/{key}", send_phone_page, methods=["GET"]),
        Route(PHONE_ADDRESS + "/{key}/state", _says_refusals(send_state), methods=["GET"]),
        Route(PHONE_ADDRESS + "/{key}/press/{name}", _says_refusals(take_press), methods=["POST"]),
    ]


def _says_refusals(answer: Answer) -> Answer:
    """Let a route answer a refusal as ``{"sentence": …}`` in the visitor's language."""

    @wraps(answer)
    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except tuple(REFUSALS) as error:
            status, key = REFUSALS[type(error)]
            return JSONResponse({"sentence": _words(request)(key)}, status, NOT_KEPT)

    return answered


async def open_remote(request: Request) -> Response:
    """Give a show a key with its address and square, or say what to set so that a phone can reach it."""
    words = _words(request)
    site, refusal = phone_site(request)
    if refusal:
        return JSONResponse({"sentence": words(refusal)}, headers=NOT_KEPT)
    if "old" in request.query_params:
        _end(request.query_params["old"], request.query_params.get("secret", ""))
    remote = remotes.opened()
    url = f"{site}{PHONE_ADDRESS}/{remote.key}?lang={words.language}"
    told = {"key": remote.key, "secret": remote.secret, "url": url, "sentence": words("remote.scan")}
    return JSONResponse(
        told | {"square": segno.make(url, error="m").svg_data_uri(border=2)}, headers=NOT_KEPT
    )


def _end(key: str, secret: str) -> None:
    try:
        remotes.end(key, secret)
    except NoRemote:
        return


def phone_site(request: Request) -> tuple[str, str]:
    """Return the address of this server for a phone and "", else "" and the key of a sentence that says why.

    A show that was opened by an address of the network gives its phone the same one.
    """
    host = request.url.hostname or ""
    if not is_this_machine(host):
        return f"{request.url.scheme}://{request.url.netloc}", ""
    if listens_here_only(config.get_option("server.address")):
        return "", "remote.this_machine_only"
    found = network_address()
    port = f":{request.url.port}" if request.url.port else ""
    return (f"{request.url.scheme}://{found}{port}", "") if found else ("", "remote.no_network")


async def send_presses(request: Request) -> Response:
    """Tell a show what was pressed, once something was or after a moment; it says which slide it is at."""
    asked = request.query_params
    remote = remotes.of_show(request.path_params["key"], asked.get("secret", ""))
    slide, count = _number(asked.get("slide", "")), _number(asked.get("of", ""))
    show(remote, SlideShown(slide, count, asked.get("title", "")[:LONGEST_TITLE]))
    found = await presses(remote, WAIT_SECONDS)
    return JSONResponse({"presses": found, "joined": has_phone(remote)}, headers=NOT_KEPT)


async def leave_remote(request: Request) -> Response:
    """Let the key of a show end soon: its page was closed, or is being loaded again."""
    remotes.leave(request.path_params["key"], request.query_params.get("secret", ""))
    return Response(status_code=204, headers=NOT_KEPT)


async def send_phone_page(request: Request) -> Response:
    """Send the page with the buttons to the phone that has the key or takes it now, a sentence to others."""
    words, key = _words(request), request.path_params["key"]
    try:
        # Programs that look at an address before a person opens it ask for its head only.
        if request.method != "GET":
            return Response(headers=NOT_KEPT)
        remote = remotes.claimed(key, request.cookies.get(COOKIE, ""))
    except tuple(REFUSALS) as error:
        status, sentence = REFUSALS[type(error)]
        return HTMLResponse(refused_page(words(sentence), words), status, NOT_KEPT)
    page = remote_page(words)
    answer = HTMLResponse(page, headers={**NOT_KEPT, **naming_scripts(page)})
    path = f"{PHONE_ADDRESS}/{key}"
    answer.set_cookie(COOKIE, remote.phone, DAY_SECONDS, path=path, httponly=True, samesite="strict")
    return answer


async def send_state(request: Request) -> Response:
    """Tell the phone which slide is in the hall."""
    return _state(_of_phone(request))


async def take_press(request: Request) -> Response:
    """Hand what was pressed on the phone to its show."""
    remote = _of_phone(request)
    press(remote, request.path_params["name"])
    return _state(remote)


def _of_phone(request: Request) -> Remote:
    return remotes.of_phone(request.path_params["key"], request.cookies.get(COOKIE, ""))


def _state(remote: Remote) -> Response:
    return JSONResponse(vars(remote.shown), headers=NOT_KEPT)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _words(request: Request) -> Words:
    return Words(language_in(request.query_params))
