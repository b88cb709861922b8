"""Printed codes take no more room than they may; what is promised to be found is found."""

import os
import time
from pathlib import Path

import pytest

from data_access.citation_register import folder_of_codes, keep, kept
from data_access.citation_room import BLOCK, MEGABYTE, CitationRoom, CitationSettings
from ui.charts.code_sentence import citation_sentence
from ui.charts.view_codes import Citation, registered
from vocabulary.words import Words

YEAR = 366 * 86_400
# Each takes a hundredth of a megabyte and more.
FIGURES = {f"area_code={number:02}": "1.5" * 30 for number in range(200)}


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return tmp_path


def printed(number: int, age: float, figures: dict[str, str] = FIGURES) -> str:
    """Keep the code of a map that was printed so many seconds ago, and return it."""
    query = {"year": str(number)}
    citation = Citation("/map", query, figures, "2026-12-01")
    keep(citation.code, {"path": "/map", "query": query, "on": "2026-12-01", "figures": figures})
    at = time.time() - age
    os.utime(folder_of_codes() / citation.code[:2] / f"{citation.code}.json", (at, at))
    return citation.code


def room(years: int = 10) -> CitationRoom:
    return CitationRoom(CitationSettings(citations_mb=1, citations_years=years))


def taken() -> int:
    return sum(-(-path.stat().st_size // BLOCK) * BLOCK for path in folder_of_codes().rglob("*.json"))


def test_nothing_goes_while_there_is_room() -> None:
    code = printed(1, 20 * YEAR)
    room().make_room()
    assert (kept(code) or {})["figures"] == FIGURES


def test_figures_of_the_oldest_go_first_and_their_codes_are_still_found() -> None:
    codes = [printed(number, (100 - number) * 3600) for number in range(60)]
    assert taken() > MEGABYTE
    room().make_room()
    assert taken() <= MEGABYTE
    oldest, newest = registered(codes[0]), registered(codes[-1])
    assert oldest is not None
    assert newest is not None
    assert (oldest.query, oldest.figures, oldest.code) == ({"year": "0"}, {}, codes[0])
    assert newest.figures == FIGURES
    said = citation_sentence(codes[0], "2026-12-01", {"a": "1"}, oldest, str, Words("en"))
    assert said == citation_sentence(codes[0], "2026-12-01", {"a": "1"}, None, str, Words("en"))
    assert "unchanged" not in citation_sentence(codes[0], "2026-12-01", {"a": "1"}, oldest, str, Words("en"))


def test_code_goes_only_when_it_is_older_than_promised() -> None:
    old = [printed(number, 11 * YEAR, {}) for number in range(20)]
    young = [printed(number, 9 * YEAR, {}) for number in range(20, 250)]
    held = room()
    held.make_room()
    assert taken() <= MEGABYTE
    assert any(kept(code) is None for code in old)
    assert all(kept(code) for code in young)
    held.expect_room()


def test_no_new_code_is_kept_where_the_room_is_full_of_promised_ones() -> None:
    codes = [printed(number, YEAR, {}) for number in range(260)]
    held = room()
    held.make_room()
    with pytest.raises(OSError, match="CITATIONS_MB"):
        held.expect_room()
    assert all(kept(code) for code in codes)
    for code in codes[:50]:
        (folder_of_codes() / code[:2] / f"{code}.json").unlink()
    held.expect_room()
