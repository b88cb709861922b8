"""The guard before everything: who is answered, and what every answer says."""

import logging
import re
import time

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import net_util

from app import app as dashboard
from geo.choropleth import BaseMap
from tests.asgi import Answer, ask
from tests.guarded import HOST, ORIGIN, Told, guarded, shake_hands
from tests.pages.rights import matrix
from ui.server.guard.answer_headers import FRAME_SCRIPTS
from ui.server.inline_parts import SCRIPTS, digest, naming_scripts, naming_styles
from ui.server.routes import app_routes
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

OWN = {"Host": HOST}
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_request_for_another_name_is_misdirected(language: str) -> None:
    told = Told()
    answer = ask(guarded(told), f"/?lang={language}", {"Host": "evil.example"})
    assert (answer.status, answer.text()) == (421, Words(language)("guard.host"))
    assert not told.scopes


def test_name_of_the_setting_is_answered() -> None:
    guard = guarded(Told(), allowed_hosts="giamngheo.example, khac.example")
    assert ask(guard, "/", {"Host": "giamngheo.example"}).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_write_of_a_page_from_elsewhere_is_refused(method: str) -> None:
    told = Told()
    for origin in ({}, {"Origin": "null"}, {"Origin": "http://localhost:9999"}):
        answer = ask(guarded(told), "/present/show?lang=en", OWN | origin, method)
        assert (answer.status, answer.text()) == (403, Words("en")("guard.origin"))
    assert not told.scopes
    assert ask(guarded(told), "/present/show", OWN | {"Origin": ORIGIN}, method).status == 200


def test_handshake_from_elsewhere_is_refused_and_no_outer_address_is_looked_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look_up() -> str:
        raise AssertionError("the outer address was looked up")

    monkeypatch.setattr(net_util, "get_external_ip", look_up)
    monkeypatch.setattr(net_util, "get_internal_ip", look_up)
    for headers in (OWN, OWN | {"Origin": "http://evil.example"}):
        begun = time.monotonic()
        sent = shake_hands(guarded(dashboard), headers)
        assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 403)
        assert time.monotonic() - begun < 1


def test_handshake_from_an_allowed_origin_looks_to_streamlit_like_one_of_its_own() -> None:
    told = Told()
    guard = guarded(told, allowed_origins="https://ngoai.example/")
    assert shake_hands(guard, OWN | {"Origin": "https://ngoai.example"})[0]["type"] == "websocket.accept"
    assert (b"origin", ORIGIN.encode()) in told.scopes[0]["headers"]


def test_application_is_told_the_visitor_by_a_header_that_nobody_can_forge() -> None:
    told = Told()
    guard = guarded(told, trusted_proxies="127.0.0.1")
    forged = OWN | {"Origin": ORIGIN, "X-Visitor-Address": "127.0.0.1"}
    shake_hands(guard, forged | {"X-Forwarded-For": "198.51.100.9"})
    shake_hands(guard, forged)
    found = [dict(scope["headers"])[b"x-visitor-address"] for scope in told.scopes]
    assert found == [b"198.51.100.9", b""]
    assert [scope["client"] for scope in told.scopes] == [("198.51.100.9", 0), None]


def test_every_answer_has_the_headers_and_a_number() -> None:
    guard = guarded(Starlette(routes=app_routes()))
    answers = [
        ask(guard, "/live", OWN),
        ask(guard, "/nowhere", OWN),
        ask(guard, "/live", {"Host": "evil.example"}),
        ask(guarded(Told(ValueError())), "/", OWN),
    ]
    assert [answer.status for answer in answers] == [200, 404, 421, 500]
    for answer in answers:
        assert HEADERS.items() <= answer.headers.items()
        assert "geolocation=()" in answer.headers["permissions-policy"]
        assert "strict-transport-security" not in answer.headers
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert len({answer.headers["x-request-id"] for answer in answers}) == len(answers)


def test_text_runs_as_a_program_in_the_frame_of_the_map_alone() -> None:
    guard = guarded(Told())
    folder = "/component/streamlit_folium.st_folium/"
    policies = {
        path: ask(guard, path, OWN).headers["content-security-policy"]
        for path in ("/", "/map", "/present/show", "/component/another/", folder + "index.html")
    }
    assert [path for path, policy in policies.items() if "'unsafe-eval'" in policy] == [folder + "index.html"]
    assert f"connect-src 'self' ws://{HOST} wss://{HOST}" in policies["/"]


ADDRESSES = sorted({name.partition(" ")[2] for kind, name, _ in matrix.table() if kind == "address"})


def test_no_address_lets_a_page_run_what_nobody_named() -> None:
    guard = guarded(Told())
    for address in ADDRESSES:
        answer = ask(guard, re.sub(r"{.*?}", "x", address), OWN)
        assert HEADERS.items() <= answer.headers.items(), address
        said = directives(answer)
        assert "'unsafe-inline'" not in said["script-src"], address
        assert (said["object-src"], said["frame-ancestors"]) == (["'none'"], ["'self'"]), address


def directives(answer: Answer) -> dict[str, list[str]]:
    """The policy of an answer: what it says by directive."""
    said = [part.split() for part in answer.headers["content-security-policy"].split(";")]
    return {name: sources for name, *sources in said}


def test_script_runs_in_the_page_that_names_it_and_the_answer_says_no_other_header() -> None:
    page = "<!doctype html><script>go()</script>"
    routes = [Route("/a", lambda _: HTMLResponse(page, headers=naming_scripts(page)))]
    answer = ask(guarded(Starlette(routes=routes)), "/a", OWN)
    assert digest("go()") in directives(answer)["script-src"]
    assert SCRIPTS.lower() not in answer.headers


def test_pages_of_passwords_run_no_script_and_have_the_styles_that_they_name() -> None:
    routes = [Route("/sign-in", lambda _: HTMLResponse("", headers=naming_styles("<style>p{}</style>")))]
    said = directives(ask(guarded(Starlette(routes=routes)), "/sign-in", OWN))
    assert (said["script-src"], said["style-src"]) == (["'none'"], [digest("p{}")])


def test_frame_of_the_map_runs_what_opens_our_maps_and_no_other_script() -> None:
    """Where this fails, the text by which a map is opened has changed: its digest goes to FRAME_SCRIPTS."""
    from streamlit_folium import _get_map_string

    opening = []
    for zoom_by_wheel in (True, False):
        base = BaseMap(zoom_by_wheel=zoom_by_wheel)
        base.render()  # type: ignore[no-untyped-call]
        opening.append(f"{_get_map_string(base)}window.map = map_div; window.initComponent(map_div, false);")
    assert [digest(script) for script in opening] == list(FRAME_SCRIPTS)


def test_browser_is_held_to_tls_where_a_trusted_proxy_says_it_came_so() -> None:
    guard = guarded(Told(), trusted_proxies="127.0.0.1")
    secure = OWN | {
        "Origin": f"https://{HOST}",
        "X-Forwarded-For": "198.51.100.9",
        "X-Forwarded-Proto": "https",
    }
    start = shake_hands(guard, secure)[0]
    assert (b"strict-transport-security", b"max-age=15552000") in start["headers"]


def test_number_is_taken_from_a_trusted_proxy_alone() -> None:
    said = OWN | {"Origin": ORIGIN, "X-Request-Id": "of-the-proxy-1", "X-Forwarded-For": "198.51.100.9"}
    for settings, taken in (({"trusted_proxies": "127.0.0.1"}, True), ({}, False)):
        headers = dict(shake_hands(guarded(Told(), **settings), said)[0]["headers"])
        assert (headers[b"x-request-id"] == b"of-the-proxy-1") is taken


def test_failure_tells_its_number_and_no_path(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = ask(guarded(Told(FileNotFoundError("/srv/secret/store.sqlite"))), "/?lang=en", OWN)
    assert (answer.status, answer.text()) == (500, Words("en")("guard.failed"))
    assert "a request failed" in caplog.text


def test_handshake_beyond_the_pages_of_an_address_is_refused_with_a_sentence() -> None:
    guard = guarded(Told(), connections_per_address=100)
    begun = [shake_hands(guard, OWN | {"Origin": ORIGIN})[0] for _ in range(61)]
    assert [message["type"] for message in begun[:60]] == ["websocket.accept"] * 60
    assert begun[60]["status"] == 429
    other = shake_hands(guard, OWN | {"Origin": ORIGIN}, client=("198.51.100.9", 5000))
    assert other[0]["type"] == "websocket.accept"
