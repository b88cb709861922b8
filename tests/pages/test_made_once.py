"""What many visitors see alike is made once, for each language and edition; a run looks at the store once."""

import pytest

from data_access.door import PUBLIC
from data_access.store_codes import PUBLISHED
from tests.pages.conftest import OpenPage
from ui.cached.editions import newest
from ui.cached.visit import Visit
from ui.controls import current_visit
from ui.overview.exhibits import nation_exhibit
from ui.summary.cards import strip_cards
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

PHU_THO = PlaceKey("v2025", "province", "25")


@pytest.mark.parametrize("page", ["overview", "area", "map"])
def test_a_run_of_a_page_looks_at_the_store_once(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    looked: list[object] = []

    def looking(*asked: object) -> object:
        looked.append(asked)
        return newest(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(current_visit, "newest", looking)
    shown = open_page(page, lang="vi")
    assert [element.value for element in shown.exception] == []
    assert len(looked) == 1


def test_charts_and_cards_are_made_once_for_a_language(open_page: OpenPage) -> None:
    edition = newest(PUBLIC, PUBLISHED)
    vietnamese, english = Visit(Words("vi"), edition), Visit(Words("en"), edition)
    assert nation_exhibit(vietnamese) is nation_exhibit(Visit(Words("vi"), edition))
    assert nation_exhibit(vietnamese).title != nation_exhibit(english).title
    cards = strip_cards(vietnamese, PHU_THO, 2026)
    assert strip_cards(vietnamese, PHU_THO, 2026) is cards
    assert [one.card.label for one in strip_cards(english, PHU_THO, 2026)] != [
        one.card.label for one in cards
    ]


def test_what_is_kept_of_one_edition_is_not_shown_of_the_next(open_page: OpenPage) -> None:
    edition = newest(PUBLIC, PUBLISHED)
    later = edition._replace(load=edition.load + 1)
    before, after = (strip_cards(Visit(Words("vi"), one), PHU_THO, 2026) for one in (edition, later))
    assert before is not after
