"""The addresses of a show and its phone: who is let in, and what the others are told."""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit import config

from tests.asgi import Answer, ask
from ui.presentation.remote_keys import MOST_REMOTES, Remotes
from ui.server import remote_routes
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=remote_routes.remote_routes())
NETWORK = {"host": "192.168.1.5:8501"}


@pytest.fixture(autouse=True)
def new_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(remote_routes, "remotes", Remotes(lambda: tmp_path))
    monkeypatch.setattr(remote_routes, "WAIT_SECONDS", 0.0)


def opened(host: str = NETWORK["host"], query: str = "lang=en") -> Any:
    return ask(APP, f"/present/remote?{query}", {"host": host}, "POST").json()


def of_phone(key: str, path: str = "", cookie: str = "", method: str = "GET") -> Answer:
    return ask(APP, f"/remote/{key}{path}?lang=en", {**NETWORK, "cookie": f"remote={cookie}"}, method)


def cookie_of(page: Answer) -> str:
    found = re.match(
        r"remote=([\w-]+); HttpOnly; Max-Age=86400; Path=/remote/[\w-]+; SameSite=strict",
        page.headers["set-cookie"],
    )
    assert found is not None, page.headers["set-cookie"]
    return found[1]


def of_show(told: Any, query: str = "&slide=2&of=7&title=%C4%90i%E1%BB%87n%20Bi%C3%AAn") -> Answer:
    return ask(APP, f"/present/remote/{told['key']}?secret={told['secret']}{query}", NETWORK)


def test_code_leads_to_the_address_by_which_the_show_was_opened() -> None:
    told = opened()
    assert told["url"] == f"http://192.168.1.5:8501/remote/{told['key']}?lang=en"
    assert told["square"].startswith("data:image/svg+xml")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("listens", "found", "sentence"),
    [
        ("127.0.0.1", "10.0.0.7", "this_machine_only"),
        ("0.0.0.0", "", "no_network"),
        ("0.0.0.0", "10.0.0.7", "scan"),
    ],
)
def test_show_on_this_machine_gets_a_code_only_where_a_phone_can_come(
    monkeypatch: pytest.MonkeyPatch, language: str, listens: str, found: str, sentence: str
) -> None:
    monkeypatch.setattr(config, "get_option", lambda _name: listens)
    monkeypatch.setattr(remote_routes, "network_address", lambda: found)
    told = opened("localhost:8501", f"lang={language}")
    assert told["sentence"] == Words(language)(f"remote.{sentence}")
    assert ("square" in told) == (sentence == "scan")
    if "url" in told:
        assert told["url"].startswith("http://10.0.0.7:8501/remote/")


def test_presses_of_the_first_phone_reach_the_show_which_tells_its_slide() -> None:
    told = opened()
    assert of_show(told).json() == {"presses": [], "joined": False}
    page = of_phone(told["key"])
    assert 'data-press="next"' in page.text()
    cookie = cookie_of(page)
    assert of_phone(told["key"], "/press/next", cookie, "POST").json() == {
        "slide": 2,
        "count": 7,
        "title": "Điện Biên",
    }
    assert of_show(told).json() == {"presses": ["next"], "joined": True}
    assert of_phone(told["key"], cookie=cookie).status == 200


def test_second_phone_is_refused_with_a_sentence_and_presses_nothing() -> None:
    told = opened()
    of_phone(told["key"])
    refused = of_phone(told["key"])
    assert (refused.status, Words("en")("remote.taken") in refused.text()) == (403, True)
    pressed = of_phone(told["key"], "/press/next", "another", "POST")
    assert (pressed.status, pressed.json()["sentence"]) == (403, Words("en")("remote.taken"))
    assert of_show(told).json()["presses"] == []


def test_look_at_the_head_of_the_address_takes_no_key() -> None:
    told = opened()
    assert of_phone(told["key"], method="HEAD").status == 200
    assert of_phone(told["key"]).status == 200


def test_key_that_ended_or_never_was_gets_a_sentence() -> None:
    told = opened()
    newer = opened(query=f"lang=en&old={told['key']}&secret={told['secret']}")
    for key in (told["key"], "never"):
        answer = of_phone(key)
        assert (answer.status, Words("en")("remote.ended") in answer.text()) == (404, True)
    assert of_show(told).status == 404
    assert of_show({**newer, "secret": "guessed"}).status == 404
    assert of_phone(newer["key"]).status == 200


def test_shows_beyond_the_most_are_told_so() -> None:
    for _ in range(MOST_REMOTES):
        opened()
    assert opened()["sentence"] == Words("en")("remote.too_many")


def test_show_that_is_left_and_loaded_again_keeps_its_phone() -> None:
    told = opened()
    cookie = cookie_of(of_phone(told["key"]))
    left = ask(APP, f"/present/remote/{told['key']}/leave?secret={told['secret']}", NETWORK, "POST")
    assert left.status == 204
    assert of_show(told).status == 200
    assert of_phone(told["key"], "/state", cookie).status == 200
