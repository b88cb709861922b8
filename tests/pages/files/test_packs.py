"""A pack says what the site says, of the places that were asked for, to the last digit and byte."""

import base64
import gzip
import io
import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.applications import Starlette
from typer.testing import CliRunner

from exports.commands import app
from exports.pack import extent, making
from exports.pack.extent import shelves
from exports.pack.naming import named_place
from exports.pack.refusals import AMBIGUOUS, UNKNOWN, PackRefused
from exports.routes import export_routes
from tests.asgi import ask
from tests.small_pack import HOA_BINH, LAC_SON, PHU_THO, SHELVES, WARD, small_pack
from ui.cached import figure_frames
from ui.cached.editions import Edition
from ui.cached.figure_frames import indicator_row
from ui.cached.place_facts import area_facts
from ui.cached.visit import Visit
from ui.maps.kept_documents import page_document
from ui.maps.picture_address import PictureAddress
from ui.text.figures import value_text
from ui.text.place_key import NATION, PlaceKey
from vocabulary.words import Words


@pytest.fixture(scope="module")
def pack(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of a few places of Phú Thọ in both languages."""
    out = tmp_path_factory.mktemp("packs") / "pack"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("exports.pack.language_part.MANY", 2)
        patched.setattr("exports.pack.language_part.FEW", 1)
        small_pack(out, ("vi", "en"))
    return out


def value(pack: Path, name: str) -> Any:
    packed = (pack / "data" / f"{name}.js").read_text(encoding="ascii").split('"')[3]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("vn", NATION),
        ("Cả nước", NATION),
        ("phu tho", PHU_THO),
        ("Tỉnh Phú Thọ", PHU_THO),
        ("25", PHU_THO),
        ("hòa bình", HOA_BINH),
        ("v2008.district.157", LAC_SON),
    ],
)
def test_a_place_is_found_by_name_code_or_key(edition: Edition, typed: str, place: PlaceKey) -> None:
    assert named_place(Visit(Words("vi"), edition), typed) == place


@pytest.mark.parametrize(
    ("typed", "code"), [("Phú Thoo", UNKNOWN), ("Tân Lập", AMBIGUOUS), ("15", AMBIGUOUS)]
)
def test_a_name_that_is_none_or_several_is_refused_with_keys_to_take(
    edition: Edition, typed: str, code: str
) -> None:
    with pytest.raises(PackRefused) as refused:
        named_place(Visit(Words("en"), edition), typed)
    assert refused.value.code == code
    assert re.search(r"\[v20\d\d\.\w+\.\d+\]", refused.value.sentence(Words("en")))


def test_a_province_of_today_brings_its_communes_and_what_it_was_made_of(edition: Edition) -> None:
    found = {shelf.name: shelf.places for shelf in shelves(Visit(Words("vi"), edition), PHU_THO)}
    assert set(found) == {"wide", "v2025-25", "v2008-17", "v2008-25", "v2008-26"}
    assert found["wide"] == (
        PHU_THO,
        HOA_BINH,
        *(PlaceKey("v2008", "province", code) for code in ("25", "26")),
    )
    assert len(found["v2025-25"]) == 148
    assert LAC_SON in found["v2008-17"]


def test_the_country_holds_the_provinces_of_both_times(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "_parts", lambda visit, root: [root])
    found = shelves(Visit(Words("vi"), edition), NATION)
    assert found[0].places[0] == NATION
    assert len(found[0].places) == 1 + 2 * 6 + 34 + 63
    assert len({shelf.name for shelf in found[1:]}) == 34 + 63


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("place", [PHU_THO, HOA_BINH, LAC_SON, WARD])
def test_digits_of_a_page_are_those_of_the_site(
    pack: Path, edition: Edition, place: PlaceKey, language: str
) -> None:
    shelf = next(shelf for shelf in SHELVES if place in shelf.places)
    page = value(pack, f"{language}/places/{shelf.name}")[str(place)]
    words, visit = Words(language), Visit(Words(language), edition)
    newest = figure_frames.figures_of_place(edition, place).drop_duplicates("indicator_code", keep="last")
    written = {
        value_text(row, indicator_row(edition, row["indicator_code"]), words)
        for row in newest.to_dict("records")
    }
    for what, _, text, source in page["tables"]["figures"]:
        bare = text.removesuffix(" *").split(" (")[0]
        assert bare in written, what
        assert source in page["sources"]
    facts = area_facts(visit, place)
    assert page["name"] == words.of(facts.area, "full_name")


def test_figures_of_a_map_are_those_of_the_site(pack: Path, edition: Edition) -> None:
    maps = value(pack, "vi/places/wide")[str(PHU_THO)]["maps"]
    entry = next(entry for entry in maps if entry["level"] == "commune")
    packed = value(pack, entry["name"])
    code, look, level, *_ = entry["name"].removeprefix("vi/maps/").split("-")
    wanted = PictureAddress(code, level, look, "vi", within=str(PHU_THO))
    assert packed["frames"] == page_document(edition, wanted)["frames"]
    assert entry["year"] in {frame["year"] for frame in packed["frames"]}
    outline = value(pack, packed["layers"][0]["geometry"])
    assert len(outline["codes"]) == len(packed["layers"][0]["names"])


def test_the_same_load_makes_the_same_bytes(pack: Path, edition: Edition, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("exports.pack.language_part.MANY", 2)
        patched.setattr("exports.pack.language_part.FEW", 1)
        small_pack(tmp_path / "again", ("vi", "en"))
    sums = "SHA256SUMS.txt"
    assert (tmp_path / "again" / sums).read_text("utf-8") == (pack / sums).read_text("utf-8")


def test_nothing_of_the_program_names_another_machine(pack: Path) -> None:
    named = re.compile(r"(?:src|url|fetch|import)\s*[=(]\s*[\"']?(?:https?:)?//")
    for path in [*pack.glob("program/*"), *pack.glob("*.html")]:
        assert not named.search(path.read_text(encoding="utf-8")), path.name
        assert "/assets/" not in path.read_text(encoding="utf-8"), path.name


def test_search_list_tells_level_time_and_code(pack: Path) -> None:
    rows = {row[0]: row for row in value(pack, "vi/front")["places"]}
    _, shelf, name, full, kind, inside, code = rows[str(WARD)]
    assert (shelf, name, full) == (1, "Phú Thọ", "Phường Phú Thọ")
    assert "hiện nay" in kind
    assert inside == "Tỉnh Phú Thọ"
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", code)
    assert "30/6/2025" in rows[str(LAC_SON)][4]


@pytest.mark.parametrize(
    ("place", "code", "exit_code"),
    [("zzqqxxyy", "unknown_place", 3), ("Tân Lập", "ambiguous_place", 3), ("phu tho", "folder_not_empty", 5)],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_command_says_why_there_is_no_pack(
    edition: Edition, tmp_path: Path, place: str, code: str, exit_code: int, language: str
) -> None:
    (tmp_path / "mine.txt").touch()
    out = tmp_path if code == "folder_not_empty" else tmp_path / "pack"
    result = CliRunner().invoke(app, ["pack", "--place", place, "--lang", language, "--out", str(out)])
    assert result.exit_code == exit_code
    assert f"({code})" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_command_makes_a_pack_and_says_what_it_is(edition: Edition, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(making, "shelves", lambda visit, place: SHELVES[1:2])
        out = ["--out", str(tmp_path / "pack")]
        result = CliRunner().invoke(app, ["pack", "--place", "phu tho", "--lang", "en", *out, "--time"])
    assert result.exit_code == 0, result.output
    assert "Made Phu Tho Province [v2025.province.25] in" in result.output
    assert {path.name for path in (tmp_path / "pack").glob("*.html")} == {
        "Mở.html",
        "index.html",
        "show.html",
    }


def test_address_of_a_pack_shows_progress_and_ends_with_its_archive_or_a_reason(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "shelves", lambda visit, place: SHELVES[1:2])
    routes = Starlette(routes=export_routes())
    refused = ask(routes, "/take-away/pack?place=zzqqxxyy&lang=en")
    assert "(unknown_place)" in refused.text()
    page = ask(routes, "/take-away/pack?place=v2025.province.25&lang=en").text()
    assert "95% – " in page
    made = re.search(r"/take-away/made/[\w-]+", page)
    assert made is not None
    answer = ask(routes, made[0])
    assert ZipFile(io.BytesIO(answer.body)).testzip() is None
