"""The pages of outcomes and targets on the published store: their figures, derived anew from the raw rows."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from data_access import door
from data_access.door import PUBLIC
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached.editions import Edition
from vocabulary.catalogues import LANGUAGES

NO_BREAK = "\N{NO-BREAK SPACE}"
LAC_SON, NGHE_AN, LONG_AN = "v2008.district.157", "v2008.province.40", "v2008.province.80"
Raw = Callable[..., list[Any]]


@pytest.fixture
def raw(edition: Edition) -> Raw:
    """Ask the store in SQL, past every query of the program."""

    def answers(statement: str, **values: object) -> list[Any]:
        with door.session(PUBLIC, edition.store) as session:
            return list(session.connection().execute(text(statement), values))

    return answers


def outcome(raw: Raw, measure: str, place: str) -> Any:
    level, code = place.split(".")[1:]
    (row,) = raw(
        "SELECT outcome.* FROM outcome JOIN area ON area.id = outcome.area_id WHERE measure_code = :measure"
        " AND area.level = :level AND area.code = :code AND area.vintage = 'v2008'",
        measure=measure,
        level=level,
        code=code,
    )
    return row


def one_line(page_text: str) -> str:
    return plain(page_text).replace(NO_BREAK, " ")


def test_lac_sons_classes_and_training_money_keep_about_and_their_range(
    open_page: OpenPage, raw: Raw
) -> None:
    classes = outcome(raw, "vocational_classes", LAC_SON)
    (money,) = raw("SELECT * FROM money WHERE item_code = 'vocational-training'")
    least, most = money.amount_min_vnd // 10**6, money.amount_max_vnd // 10**6
    assert (classes.value, classes.qualifier, classes.each_year) == (20.0, "about", 1)
    vietnamese = one_line(said(open_page("outcomes", topic="P4", place=LAC_SON)))
    assert f"khoảng {classes.value:.0f} lớp mỗi năm" in vietnamese
    assert f"{least}–{most} triệu đồng mỗi năm" in vietnamese
    english = one_line(said(open_page("outcomes", topic="P4", place=LAC_SON, lang="en")))
    assert f"about {classes.value:.0f} classes" in english
    assert f"{least}–{most} million" in english


def test_nghe_ans_credit_stands_with_its_date_rank_and_growth(open_page: OpenPage, raw: Raw) -> None:
    capital = outcome(raw, "vbsp_total_policy_credit_capital", NGHE_AN)
    rank = outcome(raw, "vbsp_policy_credit_rank", NGHE_AN)
    growth = outcome(raw, "vbsp_policy_credit_growth", NGHE_AN)
    assert {row.as_of for row in (capital, rank, growth)} == {"2023-09-30"}
    found = one_line(said(open_page("outcomes", topic="credit", place=NGHE_AN)))
    billions = f"{capital.amount_vnd // 10**9:,}".replace(",", ".")
    for part in (f"{billions} tỷ đồng", f"thứ {rank.value:.0f}", f"{growth.value:.1f} %".replace(".", ",")):
        assert part in found
    assert "đến 30/9/2023" in found


def test_housing_is_told_in_26_provinces_from_2023(open_page: OpenPage, raw: Raw) -> None:
    provinces = outcome(raw, "provinces_with_project_5_housing", "v2008.nation.VN")
    (project,) = raw("SELECT applies_from FROM project WHERE code = 'P5'")
    found = one_line(said(open_page("outcomes", topic="P5")))
    assert f"{provinces.value:.0f} tỉnh" in found
    assert f"thực hiện từ năm {project.applies_from}" in found
    assert "chưa rõ có áp dụng ở đây không" not in found


@pytest.mark.parametrize(
    ("place", "said_there", "not_said"),
    [
        (LONG_AN, "không áp dụng ở đây", "chưa báo cáo"),
        (LAC_SON, "chưa rõ có áp dụng ở đây không", "chưa báo cáo"),
        ("v2008.district.150", "chưa báo cáo", "chưa rõ có áp dụng ở đây không"),
    ],
)
def test_not_applicable_not_known_and_not_reported_differ(
    open_page: OpenPage, place: str, said_there: str, not_said: str
) -> None:
    page = open_page("outcomes", topic="P5", place=place)
    chain = next(element.proto.body for element in page.get("html") if "class='chain'" in element.proto.body)
    houses = chain[chain.index("step-activity") : chain.index("step-dimension")]
    assert said_there in houses
    assert not_said not in houses


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_register_is_not_reported_and_never_zero(open_page: OpenPage, language: str) -> None:
    found = one_line(said(open_page("outcomes", topic="P2", lang=language)))
    silence = {"vi": "không có nghĩa là không có mô hình", "en": "That does not mean that there is none"}
    assert silence[language] in found


def test_targets_are_counted_as_they_stand_in_the_store(open_page: OpenPage, raw: Raw) -> None:
    ((count,),) = raw("SELECT count(*) FROM target")
    found = one_line(said(open_page("targets")))
    assert f"{count} chỉ tiêu: " in found
    assert "Trong đó 3 chỉ tiêu có tốc độ đủ nhanh, tính đến kết quả mới nhất" in found
    # The target opened unasked is one of which most can be told.
    assert "giảm 1,0–1,5 điểm phần trăm mỗi năm" in found


def test_giao_thuys_range_is_told_as_a_range_and_cannot_be_said_yet(open_page: OpenPage, raw: Raw) -> None:
    ((least, most),) = raw(
        "SELECT value_min, value_max FROM target JOIN area ON area.id = target.area_id"
        " WHERE area.code = '365' AND target.value IS NULL"
    )
    key = "poverty_rate_reduction_per_year~v2008.district.365~2025"
    found = one_line(said(open_page("targets", target=key)))
    assert f"giảm {least:.2f}–{most:.2f} điểm phần trăm mỗi năm".replace(".", ",") in found
    assert "Chưa đủ cơ sở đánh giá" in found


def test_the_nations_pace_is_measured_from_the_list_by_the_newer_standard(
    open_page: OpenPage, raw: Raw
) -> None:
    rows = raw(
        "SELECT year, value FROM figure JOIN area ON area.id = area_id WHERE area.code = 'VN'"
        " AND indicator_code = 'poor_household_rate' AND standard_code = 'review-md-2022'"
        " AND figure.status <> 'expected' ORDER BY year"
    )
    (first, start), (last, newest) = rows[0], rows[-1]
    pace = (start - newest) / (last - first)
    key = "poverty_rate_reduction_per_year~v2008.nation.VN~2025"
    found = one_line(said(open_page("targets", target=key)))
    assert f"Từ năm {first} đến năm {last}, bình quân mỗi năm tiến {pace:.2f}".replace(".", ",") in found


@pytest.mark.parametrize(
    ("page", "parameter"),
    [("outcomes", "topic"), ("outcomes", "place"), ("targets", "target"), ("targets", "standing")],
)
def test_nonsense_in_the_address_gets_a_sentence(open_page: OpenPage, page: str, parameter: str) -> None:
    found = open_page(page, **{parameter: "nonsense"})
    assert [element.value for element in found.exception] == []
    assert ["nonsense" in plain(str(element.value)) for element in found.warning] == [True]
