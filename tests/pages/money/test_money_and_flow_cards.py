"""What the pages of money and flows say first, in cards that add up, and which places stand side by side."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.funding import make_up
from ui.funding.place_stages import by_place
from ui.money.funding_choice import DEFAULT_PROGRAMME, FundingChoice
from ui.text.place_key import NATION, PlaceKey
from vocabulary.words import Words

SMALL = {"store": "demo", "place": "v2008.province.20"}
CARD = re.compile(r"data-card='(\w+)'>(.*?)</div>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


def cards(page: AppTest) -> dict[str, str]:
    """Return the text of each card by its key."""
    return {key: plain(TAGS.sub(" ", text)) for key, text in CARD.findall(said(page))}


def elements(block: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and content of every element of a page, in their order."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from elements(child)
        else:
            yield str(child.type), str(getattr(child, "value", ""))


def count(text: str) -> int:
    """Return the first number of a card with its sign."""
    found = re.search(r"[−+]?[\d,]+", text)
    assert found is not None
    return int(found[0].replace(",", "").replace("−", "-"))


def test_bounds_of_the_plan_give_no_share_and_what_is_missing_is_said_once(open_page: OpenPage) -> None:
    page = open_page("funding", lang="en")
    found = cards(page)
    assert list(found) == ["planned", "assigned"]
    assert "at least VND 75,000 billion" in found["planned"]
    assert not any("%" in text for text in found.values())
    assert "2021–2025 · press" in found["assigned"]
    assert plain(said(page)).count(Words("en")("cards.missing", names="disbursed")) == 1


def test_disbursed_money_says_its_share_of_the_available_money(
    small_country: Edition, open_page: OpenPage
) -> None:
    found = cards(open_page("funding", **SMALL, period="2023", lang="en"))
    assert {"assigned", "disbursed"} <= found.keys()
    assert re.search(r"\d% of the available money", found["disbursed"])
    assert all("2023 · data set" in text for text in found.values())


def test_a_single_amount_is_said_once_by_its_card_and_drawn_in_no_chart(open_page: OpenPage) -> None:
    page = open_page("funding", place="v2008.district.157", period="2022-2023", lang="en")
    (card,) = cards(page).values()
    amount = re.search(r"VND [\d,.]+ billion", card)
    assert amount is not None
    assert "2022–2023" in card
    assert Words("en")("funding.title_stages") not in said(page)


def test_cards_of_a_form_that_adds_up_add_up(small_country: Edition, open_page: OpenPage) -> None:
    found = cards(open_page("flows", **SMALL, year="2023", lang="en"))
    start, out, came, other, end = (count(found[key]) for key in ("start", "out", "in", "other", "end"))
    assert out < 0 < came
    assert start + out + came + other == end


@pytest.mark.parametrize("key", ["funding", "flows"])
def test_choices_come_after_what_the_page_says(small_country: Edition, open_page: OpenPage, key: str) -> None:
    page = open_page(key, **SMALL, lang="en")
    drawn = list(elements(page.main))
    cards_at = next(at for at, (_, text) in enumerate(drawn) if "card-value" in text)
    assert cards_at < next(at for at, (kind, _) in enumerate(drawn) if kind == "selectbox")


def test_seldom_choices_of_money_are_behind_one_button_and_still_choose(
    small_country: Edition, open_page: OpenPage
) -> None:
    page = open_page("funding", **SMALL, period="2023", lang="en")
    page.selectbox(key="choice.project").set_value("P1").run()
    assert "P1" in page.query_params["project"]
    assert "project P1" in plain(said(page))


def test_places_are_drawn_only_where_most_have_the_whole_of_their_money(
    edition: Edition, small_country: Edition
) -> None:
    country = FundingChoice(DEFAULT_PROGRAMME, NATION, (2024, 2024), None, None)
    # Two of 63 provinces are known, one by its plan, the other by what it was assigned.
    assert not by_place(Visit(Words("en"), edition), country).is_drawn
    province = PlaceKey("v2008", "province", "20")
    districts = by_place(
        Visit(Words("en"), small_country),
        FundingChoice(DEFAULT_PROGRAMME, province, (2023, 2023), None, None),
    )
    assert districts.chart is not None
    assert {"assigned", "disbursed"} <= set(districts.data["stage"])  # type: ignore[index]
    assert len({row[0] for row in districts.table()}) == 11


def test_places_beyond_twenty_are_in_the_table_and_the_chart_says_so(edition: Edition) -> None:
    plans = by_place(
        Visit(Words("en"), edition), FundingChoice("all_programmes", NATION, (2015, 2015), None, None)
    )
    assert plans.sentence.startswith("20 of 63 places")
    assert len(plans.table()) == 63


@pytest.mark.parametrize(("amounts", "is_told"), [([5, 3, 2], False), ([5, 3, 2, 1], True)])
def test_share_of_the_three_largest_items_is_told_of_more_than_three(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, amounts: list[int], is_told: bool
) -> None:
    monkeypatch.setattr(make_up, "item_amounts", lambda *_: amounts)
    chosen = FundingChoice(DEFAULT_PROGRAMME, NATION, (2021, 2025), None, None)
    exhibit = make_up.fragmentation_exhibit(Visit(Words("en"), edition), chosen)
    assert ("the three largest" in exhibit.sentence) is is_told
    assert exhibit.is_drawn is is_told
