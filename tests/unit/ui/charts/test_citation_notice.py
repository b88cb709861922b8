"""Whoever opens a printed code is told whether its figures still stand, and which do not."""

from pathlib import Path

import pytest

from ui.charts.code_sentence import citation_sentence
from ui.charts.view_codes import Citation, cite
from vocabulary.words import Words

VIEW = {"indicator": "poor_household_rate", "year": "2023"}
PRINTED = {"02": "5.71", "04": "12.30", "06": "missing", "08": "400..500"}
NAMES = {"02": "Hà Giang", "04": "Cao Bằng", "06": "Bắc Kạn", "08": "Tuyên Quang"}
DAY = "2026-05-03"


@pytest.fixture(autouse=True)
def citation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Citation:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    return cite("/map", VIEW, PRINTED)


def sentence(citation: Citation, now: dict[str, str], language: str, *, known: bool = True) -> str:
    printed = citation if known else None
    return citation_sentence(citation.code, DAY, now, printed, NAMES.__getitem__, Words(language))


def test_unchanged_figures(citation: Citation) -> None:
    code = citation.printed
    assert sentence(citation, PRINTED, "vi", known=False) == (
        f"Mã {code}: mọi số liệu của hình này không thay đổi kể từ ngày 3/5/2026."
    )
    assert sentence(citation, PRINTED, "en") == (
        f"Code {code}: every figure of this view is unchanged since 3 May 2026."
    )


def test_changed_figure_is_told_with_what_it_was_and_is(citation: Citation) -> None:
    now = PRINTED | {"02": "5.65"}
    assert sentence(citation, now, "vi") == (
        f"Mã {citation.printed}: số liệu của hình này đã thay đổi kể từ ngày 3/5/2026: Hà Giang: 5,71 → 5,65."
    )
    assert sentence(citation, now, "en").endswith("have changed since 3 May 2026: Hà Giang: 5.71 → 5.65.")


def test_gaps_and_ranges_that_changed_are_told_in_words(citation: Citation) -> None:
    now = PRINTED | {"06": "3.10", "08": "450"}
    told = sentence(citation, now, "en")
    assert f"Bắc Kạn: {Words('en')('state.missing')} → 3.10; Tuyên Quang: 400–500 → 450" in told


def test_many_changes_are_counted_and_three_named(citation: Citation) -> None:
    told = sentence(citation, dict.fromkeys(PRINTED, "1.0"), "vi")
    assert "4 số liệu của hình này đã thay đổi" in told
    assert told.count("→") == 3


def test_machine_that_did_not_print_it_still_knows_that_figures_changed(citation: Citation) -> None:
    told = sentence(citation, PRINTED | {"02": "5.65"}, "en", known=False)
    assert told.endswith("This computer does not hold the printed ones.")
