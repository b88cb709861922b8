"""Pages where only the demonstration has rows: each headline figure is derived anew, in SQL, from them."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from data_access import door
from data_access.door import PUBLIC
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached import figure_frames, household_lists
from ui.cached.editions import Edition
from ui.funding.need_facts import need_facts
from ui.funding.parts import parts_at
from ui.money.funding_choice import DEFAULT_PROGRAMME, FundingChoice, periods_of
from ui.outcomes.register_exhibits import ROWS_SHOWN
from ui.text.amounts import amount_text
from ui.text.place_key import PlaceKey
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

LANG_SON = "v2008.province.20"
NO_BREAK = "\N{NO-BREAK SPACE}"
OF_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)
Raw = Callable[..., list[Any]]
FLOWS = """
SELECT figure.indicator_code, figure.value FROM figure JOIN area ON area.id = figure.area_id
WHERE area.vintage = 'v2008' AND area.level = 'province' AND area.code = '20' AND figure.year = 2023
AND figure.indicator_code IN ({codes})
"""
LEAVING = ("households_poor_to_near_poor", "poor_households_rising_above")
COMING = ("households_near_poor_to_poor", "households_relapsed_into_poverty", "households_newly_poor")


@pytest.fixture
def raw(small_country: Edition) -> Raw:
    """Ask the demonstration store in SQL, past every query of the program."""

    def answers(statement: str) -> list[Any]:
        with door.session(PUBLIC, small_country.store) as session:
            return list(session.connection().execute(text(statement)))

    return answers


def one_line(page: Any) -> str:
    return plain(said(page)).replace(NO_BREAK, " ")


@OF_LANGUAGES
def test_pairs_that_may_overlap_are_counted_by_what_a_person_decided(
    open_page: OpenPage, raw: Raw, language: str
) -> None:
    counts = {row[0]: row[1] for row in raw("SELECT verdict, count(*) FROM overlap_pair GROUP BY verdict")}
    assert set(counts) == {"duplicate", "complementary", "unclear", "undecided"}
    page = open_page("outcomes", store="demo", topic="overlap", lang=language)
    words, found = Words(language), one_line(page)
    decided = sum(count for verdict, count in counts.items() if verdict != "undecided")
    every = sum(counts.values())
    assert words("overlap.headline", count=every, left=counts["undecided"]) in found
    for count in (every, decided):
        assert f"translate='no'>{words.number(count)}</p>" in found
    page.query_params["verdict"] = "duplicate"
    narrowed = one_line(page.run())
    table = narrowed[narrowed.index("<table") :]
    assert table.count("<tr>") - 1 == min(counts["duplicate"], ROWS_SHOWN)
    assert words("verdict.undecided") not in table


@OF_LANGUAGES
def test_what_holds_the_work_up_is_counted_open_against_all(
    open_page: OpenPage, raw: Raw, language: str
) -> None:
    ((still_open, every),) = raw(
        "SELECT sum(CASE WHEN closed_on IS NULL THEN 1 ELSE 0 END), count(*) FROM bottleneck"
    )
    words = Words(language)
    found = one_line(open_page("outcomes", store="demo", topic="bottleneck", lang=language))
    assert words("bottleneck.headline", count=int(every), left=int(still_open)) in found
    for count in (every, still_open):
        assert f"translate='no'>{words.number(int(count))}</p>" in found


@OF_LANGUAGES
def test_models_are_counted_with_their_participants_and_those_still_running(
    open_page: OpenPage, raw: Raw, language: str
) -> None:
    ((models, households, running, known),) = raw(
        "SELECT count(*), sum(participants_poor + participants_near_poor + participants_newly_escaped),"
        " sum(CASE WHEN alive_12_months THEN 1 ELSE 0 END),"
        " sum(CASE WHEN alive_12_months IS NOT NULL THEN 1 ELSE 0 END) FROM livelihood_model"
    )
    words = Words(language)
    found = one_line(open_page("outcomes", store="demo", topic="P2", lang=language))
    for count in (models, households, running, known):
        assert words.number(int(count)) in found


@OF_LANGUAGES
def test_flows_are_told_as_those_who_left_and_came_and_make_the_change_of_the_list(
    open_page: OpenPage, raw: Raw, language: str
) -> None:
    codes = [*LEAVING, *COMING, "poor_households_at_start", "poor_households"]
    values = {row[0]: int(row[1]) for row in raw(FLOWS.format(codes=", ".join(f"'{c}'" for c in codes)))}
    words = Words(language)
    page = open_page("flows", store="demo", place=LANG_SON, year="2023", lang=language)
    headline = next(line for line in one_line(page).splitlines() if "2023" in line and "<h1" in line)
    change = values["poor_households"] - values["poor_households_at_start"]
    left, came = (sum(values[code] for code in codes) for codes in (LEAVING, COMING))
    # Whatever is neither: the three make the change.
    other = change + left - came
    for number in (abs(change), left, came, abs(other)):
        assert words.number(number) in headline


@OF_LANGUAGES
def test_money_of_the_demonstration_is_told_by_stage_as_its_rows_have_it(
    open_page: OpenPage, raw: Raw, language: str
) -> None:
    rows = raw(
        "SELECT stage, amount_vnd FROM money JOIN area ON area.id = money.area_id"
        " WHERE area.vintage = 'v2008' AND area.level = 'province' AND area.code = '20'"
        " AND programme_code = 'NTP-SPR-2125' AND project_code IS NULL AND fund = 'total'"
        " AND period_from = 2023 AND period_to = 2023 AND stage IN ('assigned', 'disbursed')"
    )
    assert {row[0] for row in rows} == {"assigned", "disbursed"}
    words = Words(language)
    page = open_page("funding", store="demo", place=LANG_SON, period="2023", lang=language)
    headline = next(line for line in one_line(page).splitlines() if "<h1" in line)
    for _, amount in rows:
        assert words.number(round(amount / 10**9, 1), 1).removesuffix(",0").removesuffix(".0") in headline


@OF_LANGUAGES
def test_a_sum_shared_by_poor_households_alone_is_shared_as_by_hand(
    open_page: OpenPage, raw: Raw, language: str
) -> None:
    households = dict(
        raw(
            "SELECT area.code, sum(figure.value) FROM figure JOIN area ON area.id = figure.area_id"
            " JOIN area province ON province.id = area.parent_id WHERE area.level = 'district'"
            " AND province.code = '20' AND area.vintage = 'v2008' AND figure.year = 2023 AND"
            " figure.indicator_code IN ('poor_households_at_start', 'near_poor_households_at_start')"
            " GROUP BY area.code"
        )
    )
    today = dict(
        raw(
            "SELECT area.code, amount_vnd FROM money JOIN area ON area.id = money.area_id"
            " JOIN area province ON province.id = area.parent_id WHERE area.level = 'district'"
            " AND province.code = '20' AND area.vintage = 'v2008' AND stage = 'assigned' AND fund = 'total'"
            " AND programme_code = 'NTP-SPR-2125' AND project_code IS NULL AND item_code IS NULL"
            " AND period_from = 2023 AND period_to = 2023"
        )
    )
    whole = 100 * 10**9
    shares = {code: whole * count / sum(households.values()) for code, count in households.items()}
    more = sum(share > today[code] for code, share in shares.items())
    words = Words(language)
    page = open_page(
        "funding",
        **{"store": "demo", "place": LANG_SON, "period": "2023", "view": "whatif", "lang": language},
        sum="100",
        weights="100-0-0-0",
    )
    told = next(line for line in one_line(page).splitlines() if "exhibit-sentence" in line)
    amount = {"vi": "100 tỷ đồng", "en": "VND 100 billion"}[language]
    moved = sum(share - today[code] for code, share in shares.items() if share > today[code])
    expected = words(
        "what_if.sentence",
        amount=amount,
        count=len(shares),
        more=more,
        less=len(shares) - more,
        moved=amount_text(round(moved), words),
        share=words.with_unit(words.number(100 * moved / whole, 1), "%"),
    )
    assert expected.replace(NO_BREAK, " ") in told


@OF_LANGUAGES
def test_money_of_the_period_is_for_the_list_of_2022_and_says_by_which_standard(
    open_page: OpenPage, raw: Raw, language: str
) -> None:
    page = open_page("funding", store="demo", period="2021-2025", view="need", lang=language)
    ((standard,),) = raw(f"SELECT name_{language} FROM standard WHERE code = 'review-md-2022'")
    told = {"vi": "danh sách đầu năm 2022", "en": "the list at the start of 2022"}[language]
    assert f"{told} ({standard})" in one_line(page)
    # By the standard in force at the start of 2021 there were 2.75 % poor, by that of 2022 5.2 %.
    (by_standard,) = raw(
        "SELECT count(DISTINCT standard_code) FROM figure WHERE year IN (2021, 2022)"
        " AND indicator_code = 'poor_households_at_start'"
    )
    assert by_standard[0] == 2


def test_rate_beside_money_is_by_the_standard_of_its_list_and_of_its_year(small_country: Edition) -> None:
    place = PlaceKey("v2008", "province", "20")
    periods = periods_of(small_country, DEFAULT_PROGRAMME, place)
    assert {(2021, 2021), (2022, 2022), (2021, 2025)} <= set(periods)
    for period in periods:
        chosen = FundingChoice(DEFAULT_PROGRAMME, place, period, None, None)
        need = need_facts(small_country, chosen, parts_at(small_country, chosen, "district"))
        standard = household_lists.standard_of_list(small_country, need.list_year)
        assert standard is not None
        assert need.indicator == "poor_household_rate"
        drawn = figure_frames.figures_of_look(small_country, need.indicator, "district", "district")
        of_year = drawn[(drawn["year"] == need.rate_year) & (drawn["aside"] == "")]
        assert set(of_year["standard_code"]) == {standard["code"]}
        assert need.rate_year in ((need.list_year or 0) - 1, need.list_year)


@OF_LANGUAGES
@pytest.mark.parametrize(
    ("period", "key"), [("2021-2025", "need.rate_after_list"), ("2023", "need.rate_of_list")]
)
def test_page_says_which_review_the_rate_beside_a_list_is_of(
    open_page: OpenPage, small_country: Edition, language: str, period: str, key: str
) -> None:
    page = open_page(
        "funding", store=small_country.store, place=LANG_SON, period=period, view="need", lang=language
    )
    assert plain(Words(language)(key, year="2022")).replace(NO_BREAK, " ") in one_line(page)
