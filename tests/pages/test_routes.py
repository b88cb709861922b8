"""Addresses beside the pages: what is sent, how long it may be kept, and what is said instead."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette

from geo.assets import assets
from geo.outlines import outlines
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.maps.picture_address import PictureAddress
from ui.server.routes import app_routes
from vocabulary.catalogues import LANGUAGES
from vocabulary.program_version import ROOT, program_files
from vocabulary.words import Words

INCOME = "survey_income_poverty_rate"
FOR_EVER = "public, max-age=31536000, immutable"
APP = Starlette(routes=app_routes())


@pytest.mark.parametrize("asset", assets(), ids=lambda asset: asset.stem)
def test_scripts_are_compressed_and_kept_for_ever_under_a_name_of_their_bytes(asset: object) -> None:
    answer = ask(APP, asset.url)  # type: ignore[attr-defined]
    assert answer.status == 200
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"].startswith("text/javascript")
    digest = hashlib.sha256(answer.text().encode()).hexdigest()[:16]
    assert digest in asset.url  # type: ignore[attr-defined]


def test_typeface_is_sent() -> None:
    answer = ask(APP, "/assets/inter-vietnamese.woff2")
    assert (answer.status, answer.headers["content-type"]) == (200, "font/woff2")
    assert answer.body.startswith(b"wOF2")


def test_path_of_the_overview_leads_to_the_bare_address_with_the_view() -> None:
    answers = [ask(APP, "/overview"), ask(APP, "/overview?lang=en&store=demo")]
    assert [answer.status for answer in answers] == [307, 307]
    assert [answer.headers["location"] for answer in answers] == ["/", "/?lang=en&store=demo"]


def test_provinces_are_sent_in_less_than_60_kilobytes() -> None:
    drawing = outlines("province", "v2008")
    answer = ask(APP, drawing.url)
    assert (answer.status, answer.headers["cache-control"]) == (200, FOR_EVER)
    assert len(answer.body) <= 60_000
    document = answer.json()
    assert len(document["paths"]) == len(document["codes"]) == 63
    assert {island["archipelago"] for island in document["islands"]} == {"hoang_sa", "truong_sa"}


@pytest.mark.parametrize(
    "address",
    [
        "/assets/choropleth.0000000000000000.js",
        "/assets/..%2f..%2fapp.py",
        "/assets/../app.py",
        "/geometry/province-v2008.0000000000000000.json",
        "/geometry/..%2findicators.csv",
        "/geometry/%00",
        "/picture/elsewhere/1/reported/province/poor_household_rate.json",
    ],
)
def test_what_is_not_there_is_not_sent(address: str) -> None:
    assert ask(APP, address).status == 404


def test_nothing_is_written_by_an_address() -> None:
    assert ask(APP, "/health", method="POST").status == 405


def test_picture_of_the_newest_load_is_kept_for_ever(edition: Edition) -> None:
    answer = ask(APP, PictureAddress("poor_household_rate", "province", language="en").url(edition))
    assert (answer.status, answer.headers["cache-control"]) == (200, FOR_EVER)
    assert answer.json()["title"] == "Poor household rate"


# Sends pictures in a process of its own and prints which files of the project were read for them.
READING = """
import json, sys
from pathlib import Path
read = set()
sys.addaudithook(lambda event, facts: event == "open" and isinstance(facts[0], str) and read.add(facts[0]))
from starlette.applications import Starlette
from tests.asgi import ask
from ui.server.routes import app_routes
for url in json.loads(sys.argv[1]):
    assert ask(Starlette(routes=app_routes()), url).status == 200, url
read |= {module.__file__ for module in sys.modules.values() if getattr(module, "__file__", None)}
print(json.dumps(sorted(str(Path(path).resolve()) for path in read)))
"""
PICTURES = (
    PictureAddress("poor_household_rate", "province", look="today"),
    PictureAddress("poor_household_rate", "province", kind="change"),
    PictureAddress(INCOME, "province", kind="bivariate", second="monthly_income_per_capita_mean"),
)
NO_MAKERS = {".venv", "__pycache__", "tests", "var"}


def test_version_in_the_address_covers_every_file_that_pictures_are_made_of(
    edition: Edition, var_dir: Path
) -> None:
    urls = [picture.url(edition) for picture in PICTURES] + [PICTURES[0].small_maps_url(edition, 3)]
    run = subprocess.run(
        [sys.executable, "-c", READING, json.dumps(urls)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    read = {Path(path) for path in json.loads(run.stdout)}
    ours = {path for path in read if path.is_relative_to(ROOT) and not NO_MAKERS & set(path.parts)}
    assert {ROOT / "data" / "geo" / "islands.json", ROOT / "ui" / "server" / "routes.py"} <= ours
    assert ours - set(program_files()) == set()


def test_picture_of_another_load_is_not_kept(edition: Edition) -> None:
    address = PictureAddress("poor_household_rate", "province").url(edition._replace(load=edition.load + 1))
    answer = ask(APP, address)
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        "/picture/published/1/reported/province/nope.json",
        "/picture/published/1/reported/village/poor_household_rate.json",
        "/picture/published/1/reported/province/%3Cscript%3E.json",
        "/picture/published/1/reported/province/poor_household_rate.json?within=v2008.province.zz&",
    ],
)
def test_unknown_picture_is_told_in_the_language_asked_for(
    edition: Edition, path: str, language: str
) -> None:
    answer = ask(APP, path + ("" if path.endswith("&") else "?") + f"lang={language}")
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")
    assert answer.json() == {"sentence": Words(language)("failure.unknown_picture")}


@pytest.mark.parametrize(
    "query",
    [
        "scheme=chosen&breaks=nan+5",
        "scheme=chosen&breaks=1e999+5",
        "scheme=chosen&breaks=5",
        "scheme=chosen",
        "scheme=x&classes=-1&scale=?&lang=%3Cscript%3E",
        "within=nowhere",
        "class=nothing",
    ],
)
def test_nonsense_in_a_picture_s_address_still_gets_a_picture(edition: Edition, query: str) -> None:
    path = PictureAddress("survey_income_poverty_rate", "province").url(edition).partition("?")[0]
    answer = ask(APP, f"{path}?{query}")
    assert answer.status == 200
    assert len(answer.json()["frames"]) == 9


def test_health_tells_the_load(edition: Edition) -> None:
    answer = ask(APP, "/health")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.json()["store"] == "ok"


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_and_health_say_why_the_store_does_not_answer(
    edition: Edition, var_dir: Path, tmp_path: Path, language: str
) -> None:
    file = var_dir / "published.sqlite"
    kept = file.rename(tmp_path / "kept")
    try:
        picture = ask(APP, PictureAddress("poor_household_rate", "province", language=language).url(edition))
        health = ask(APP, f"/health?lang={language}")
    finally:
        kept.rename(file)
    sentence = Words(language)("failure.store_unreachable.missing", location=str(file))
    for answer in (picture, health):
        assert (answer.status, answer.headers["cache-control"]) == (503, "no-store")
        assert answer.json()["sentence"] == sentence
    assert health.json()["store"] == "store_unreachable"
    assert not re.search(r"Traceback|sqlalchemy", json.dumps(picture.json()))
