"""Each page in each language: it opens, says what it is, and its choices go into the address."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access import door
from data_access.door import PUBLIC
from data_access.store_codes import PUBLISHED
from tests.browser.server import ROOT
from tests.pages.conftest import SCRIPT, OpenPage
from ui.cached import editions, source_frames
from ui.controls.site import EVERY_PAGE, SITE
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

INCOME = "survey_income_poverty_rate"
OF_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)


def said(page: AppTest) -> str:
    """Return every text of a page, one after the other."""
    kinds = ("header", "subheader", "markdown", "caption", "warning", "error", "info", "success")
    texts = [str(element.value) for kind in kinds for element in getattr(page, kind)]
    return "\n".join([*texts, *(unescape(element.proto.body) for element in page.get("html"))])


def plain(text: str) -> str:
    return text.replace("\\", "")


@OF_LANGUAGES
@pytest.mark.parametrize(("level", "look"), [("commune", "today"), ("district", "district")])
def test_a_year_without_a_census_is_refused_with_a_sentence(
    open_page: OpenPage, level: str, look: str, language: str
) -> None:
    page = open_page("map", lang=language, indicator="census_population", level=level, year="2009")
    assert [element.value for element in page.exception] == []
    assert [plain(element.value) for element in page.warning] == [
        Words(language)("misfit.year", value="2009")
    ]
    assert (page.query_params["look"], page.query_params["year"]) == (look, "2019")


@OF_LANGUAGES
@pytest.mark.parametrize("key", [page.key for page in EVERY_PAGE])
def test_page_opens_without_complaint(open_page: OpenPage, key: str, language: str) -> None:
    page = open_page(key, lang=language)
    assert [element.value for element in page.exception] == []
    assert [element.value for kind in (page.error, page.warning) for element in kind] == []
    assert sum("<h1" in element.proto.body for element in page.get("html")) == 1
    labels = [element.proto.label.strip("*") for element in page.get("page_link")]
    titles = {other.key: Words(language)(f"page.{other.key}") for other in EVERY_PAGE}
    in_header = [titles[other.key] for other in SITE if other.in_header]
    assert labels[: len(in_header)] == in_header
    assert sorted(labels[len(in_header) :][: len(EVERY_PAGE)]) == sorted(titles.values())


HEADLINES = {
    ("overview", "vi"): [
        "Cuối năm 2024, 1,93\xa0% số hộ cả nước là hộ nghèo",
        "4,06\xa0%",
        "So với năm 2023",
        "Cộng từ 6 vùng, tỷ lệ hộ nghèo là 2,17\xa0%",
    ],
    ("overview", "en"): [
        *("At the end of 2024, 1.93% of Viet Nam’s households", "4.06%", "Since 2023"),
        "Added up from the 6 regions it is 2.17%",
    ],
    ("map", "vi"): ["Cả nước", "2024 · số liệu sơ bộ"],
    ("map", "en"): ["Viet Nam", "2024 · preliminary"],
    ("sources", "vi"): [
        "Nguồn và phương pháp",
        "Các chuẩn nghèo",
        "Sai sót đã phát hiện trong nguồn",
        "Giấy phép",
    ],
    ("sources", "en"): ["Sources and method", "Poverty standards", "Slips found in sources", "Licences"],
}


@pytest.mark.parametrize(("key", "language"), HEADLINES)
def test_page_says_what_it_is_about(open_page: OpenPage, key: str, language: str) -> None:
    text = plain(said(open_page(key, lang=language)))
    assert [part for part in HEADLINES[key, language] if part not in text] == []


@OF_LANGUAGES
def test_sources_page_lists_every_source_standard_and_slip(open_page: OpenPage, language: str) -> None:
    edition = editions.newest(PUBLIC, PUBLISHED)
    page = open_page("sources", lang=language)
    tables = "".join(element.proto.body for element in page.get("html"))
    sources, standards = source_frames.sources(edition), source_frames.standards(edition)
    # The third table has the errors of estimates: of the nation and the six regions.
    slips = source_frames.known_slips(edition)
    rows = len(sources) + len(standards) + 1 + 6 + len(slips)
    assert tables.count("<tr>") == rows + tables.count("<thead>")
    said_of_slips = unescape(tables)
    assert [slip for slip in slips[f"what_{language}"] if slip not in said_of_slips] == []
    assert Words(language).number(int(sources["figures"].max())) in tables
    addresses = sources["url"].dropna()
    # A slip links to the source that it stands in.
    linked = slips["source_code"].isin(sources.loc[sources["url"].notna(), "code"])
    rows_alone = "".join(re.findall(r"<table class='plain'.*?</table>", tables, re.DOTALL))
    assert rows_alone.count("<a href='http") == len(addresses) + int(linked.sum())
    read_on = Words(language)("source.read_on", date=Words(language).date("2018-09-21"))
    assert tables.count(f"</a> {read_on}") >= 10


def found_table(page: AppTest) -> str:
    """Return the last table of the sources page, which is that of the documents found."""
    bodies = [str(element.proto.body) for element in page.get("html")]
    return [body for body in bodies if "<table" in body][-1]


def test_source_is_found_without_accents_and_a_vain_search_says_so(open_page: OpenPage) -> None:
    page = open_page("sources", lang="vi")
    page.text_input(key="sources.search").set_value("tong cuc thong ke").run()
    tables = found_table(page)
    assert "Tổng cục Thống kê" in tables
    assert "VietNamNet" not in tables
    page.text_input(key="sources.search").set_value("**khong co**").run()
    assert "Không có nguồn nào khớp với “**khong co**”." in plain(said(page))


def test_choices_go_into_the_address_as_codes(open_page: OpenPage) -> None:
    page = open_page("map", lang="vi")
    assert page.query_params["indicator"] == "survey_multidimensional_poverty_rate"
    assert (page.query_params["year"], page.query_params["level"]) == ("2024", "province")
    page.selectbox(key="choice.indicator").set_value(INCOME).run()
    assert (page.query_params["indicator"], page.query_params["year"]) == (INCOME, "2016")
    page.selectbox(key="panel.area").set_value("02").run()
    assert page.query_params["area"] == "02"
    assert "xếp thứ 4 trong 62" in plain(said(page))
    page.segmented_control(key="shell.language").set_value("en").run()
    assert page.query_params["lang"] == "en"
    assert "rank 4 of 62" in plain(said(page))
    assert page.query_params["area"] == "02"


def test_classes_go_into_the_address(open_page: OpenPage) -> None:
    page = open_page("map", lang="en")
    page.segmented_control(key="choice.scheme").set_value("fisher_jenks").run()
    page.segmented_control(key="choice.classes").set_value("7").run()
    page.segmented_control(key="choice.scale").set_value("year").run()
    requested = {name: page.query_params[name] for name in ("scheme", "classes", "scale")}
    assert requested == {"scheme": "fisher_jenks", "classes": "7", "scale": "year"}


def test_links_between_pages_carry_the_view_along(open_page: OpenPage) -> None:
    page = open_page("map", lang="en", indicator=INCOME, year="2012", area="02")
    links = [element.proto for element in page.get("page_link")]
    between_pages = len(EVERY_PAGE) + sum(page.in_header for page in SITE)
    assert len(links) >= between_pages
    for link in links[:between_pages]:
        for part in (f"indicator={INCOME}", "year=2012", "area=02", "lang=en"):
            assert part in str(link)


@OF_LANGUAGES
@pytest.mark.parametrize(
    ("requested", "key", "value"),
    [
        ({"indicator": "nope"}, "misfit.indicator", "nope"),
        ({"year": "2015"}, "misfit.year", "2015"),
        ({"year": "abc"}, "misfit.year", "abc"),
        ({"year": "-1"}, "misfit.year", "-1"),
        ({"scheme": "rainbow"}, "misfit.scheme", "rainbow"),
        ({"classes": "99"}, "misfit.classes", "99"),
        ({"scheme": "chosen", "breaks": "a b"}, "misfit.breaks", "a b"),
        ({"scheme": "chosen", "breaks": "5"}, "misfit.breaks", "5"),
        ({"scheme": "chosen", "breaks": "1 2 3 4 5 6 7"}, "misfit.breaks", "1 2 3 4 5 6 7"),
        ({"year": "9" * 5000}, "misfit.year", "9" * 40 + "…"),
        ({"area": "99"}, "misfit.area", "99"),
        ({"level": "village"}, "misfit.level", "village"),
        ({"scheme": "chosen", "breaks": "nan 1"}, "misfit.breaks", "nan 1"),
    ],
)
def test_what_does_not_fit_is_told(
    open_page: OpenPage, requested: dict[str, str], key: str, value: str, language: str
) -> None:
    page = open_page("map", lang=language, **requested)
    assert [plain(element.value) for element in page.warning] == [Words(language)(key, value=value)]
    assert not page.exception


def test_chosen_breaks_are_asked_for_only_with_their_method(open_page: OpenPage) -> None:
    page = open_page("map", lang="en", scheme="chosen")
    assert [element.key for element in page.text_input if element.key == "choice.breaks"] == ["choice.breaks"]
    assert not page.warning
    page.text_input(key="choice.breaks").set_value("5 10").run()
    assert page.query_params["breaks"] == "5 10"
    page.text_input(key="choice.breaks").set_value("five").run()
    assert [plain(element.value) for element in page.warning] == [Words("en")("misfit.breaks", value="five")]


def test_table_has_every_province_with_its_rank(open_page: OpenPage) -> None:
    page = open_page("map", lang="vi", indicator=INCOME, year="2016")
    page.toggle(key="map.as_table").set_value(True).run()
    table = next(body for element in page.get("html") if "<caption>" in (body := element.proto.body))
    assert table.count("<tr>") == 64
    number = "<td class='number' translate='no'>"
    assert f"{number}1</td><td>12</td><td>Lai Châu</td>{number}27,9\xa0%</td>" in table
    assert (
        "<td>79</td><td>Thành phố Hồ Chí Minh</td><td class='number' translate='no'>Không có số liệu</td>"
        in table
    )


@pytest.mark.parametrize(
    ("key", "language"), [("overview", "vi"), ("map", "en"), ("map", "vi"), ("area", "en"), ("sources", "vi")]
)
def test_store_that_is_gone_is_told_and_found_again(
    open_page: OpenPage, var_dir: Path, tmp_path: Path, key: str, language: str
) -> None:
    page = open_page(key, lang=language)
    file, kept = var_dir / "published.sqlite", tmp_path / "kept.sqlite"
    file.rename(kept)
    page.run()
    sentence = Words(language)("failure.store_unreachable.missing", location=str(file))
    assert [plain(element.value) for element in page.error] == [sentence]
    assert not page.exception
    kept.rename(file)
    page.run()
    assert not page.error
    assert not page.exception


@pytest.mark.parametrize("missing", [INCOME, "survey_multidimensional_poverty_rate", "poor_household_rate"])
def test_pages_open_without_one_of_their_indicators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    data_dir = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    files = [*data_dir.glob("figures/*.csv"), data_dir / "indicators.csv"]
    assert len(files) > 3
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(
            "".join(line for line in lines if not line.startswith(missing + ",")), encoding="utf-8"
        )
    monkeypatch.setenv("DATA_DIR", str(data_dir))
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    door.forget()
    try:
        for key in ("overview", "map"):
            page = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
            if key != "overview":
                page.switch_page(f"../../pages/{key}.py").run()
            assert [element.value for element in page.exception] == [], key
    finally:
        door.forget()
