"""A brief says in one page what is known about a place, and joins nothing that must not be."""

import io
import os
import re
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette

from data_access.days import today
from data_access.door import PUBLIC
from exports.jobs.documents import KEPT, MadeDocuments
from exports.jobs.work import CODES, FILE
from exports.places.brief_sheet import shared_beginning
from exports.places.files import parts_with_briefs, place_in_address
from exports.routes import export_routes
from tests.asgi import ask
from ui.cached import area_frames
from ui.cached.editions import Edition
from ui.charts.view_codes import registered
from vocabulary.words import Words

APP = Starlette(routes=export_routes())


def text_of(address: str) -> str:
    answer = ask(APP, address)
    assert answer.status == 200, answer.body
    reader = PdfReader(io.BytesIO(answer.body))
    # One sheet, and its sources with their addresses behind it.
    assert "https://" in "".join(page.extract_text() for page in reader.pages[1:])
    return " ".join(reader.pages[0].extract_text().split())


def test_brief_of_a_district_says_what_it_was_how_poor_and_with_which_money(edition: Edition) -> None:
    text = text_of("/take-away/brief.pdf?place=v2008.district.157&lang=vi")
    for part in ("Huyện Lạc Sơn", "thuộc Tỉnh Hòa Bình", "đến 30/6/2025", "15,15 %", "26 tỷ đồng", "[1]"):
        assert part in text
    for part in ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa", Words("vi")("boundaries.schematic").rstrip(".")):
        assert part in text


@pytest.mark.parametrize(
    ("vintage", "level"), [("v2008", "nation"), ("v2008", "region"), ("v2008", "commune")]
)
def test_every_level_has_a_brief_with_both_archipelagos(edition: Edition, vintage: str, level: str) -> None:
    code = area_frames.areas(edition, level, vintage)["code"].iloc[0]
    text = text_of(f"/take-away/brief.pdf?place={vintage}.{level}.{code}&lang=en")
    assert "Hoang Sa Archipelago" in text
    assert "Truong Sa Archipelago" in text


@pytest.mark.parametrize(
    "place", ["v2008.nation.VN", "v2008.province.17", "v2008.province.02", "v2025.province.25"]
)
def test_nothing_of_a_brief_is_written_over_its_foot(edition: Edition, place: str) -> None:
    sheet = ask(APP, f"/take-away/brief.svg?place={place}&lang=en").text()
    above, _, foot = sheet.rpartition('<path d="M38.0 ')
    line = float(foot.partition("h")[0])
    heights = re.compile(r'<text x="[\d.]+" y="([\d.]+)"')
    assert max(map(float, heights.findall(above))) < line
    assert max(map(float, heights.findall(foot))) < 1122.6


def test_every_figure_of_a_brief_has_its_source_named_on_it(edition: Edition) -> None:
    sheet = ask(APP, "/take-away/brief.svg?place=v2008.nation.VN&lang=en").text()
    above, _, foot = sheet.rpartition('<path d="M38.0 ')
    listed = set(re.findall(r">\[(\d+)\]<", above))
    told = " ".join(re.findall(r">([^<]+)</text>", foot))
    named = set(re.findall(r"\. \[(\d+)\] ", told))
    assert listed
    assert listed <= named
    assert "Map. Source:" in told


def test_map_of_the_nation_is_of_a_rate_that_most_provinces_have(edition: Edition) -> None:
    sheet = ask(APP, "/take-away/brief.svg?place=v2008.nation.VN&lang=en").text()
    assert len(re.findall(r'data-class="\d"', sheet)) > 40


def test_line_of_the_nation_is_not_drawn_across_the_change_of_standard(edition: Edition) -> None:
    sheet = ask(APP, "/take-away/chart.svg?place=v2008.nation.VN&lang=en").text()
    dots = {
        float(x): int(year) for x, year in re.findall(r'<circle cx="([\d.]+)"[^>]*data-year="(\d+)"', sheet)
    }
    joined = {
        (dots[float(a)], dots[float(b)])
        for a, b in re.findall(r'class="joined" d="M([\d.]+) [\d.]+L([\d.]+) ', sheet)
    }
    assert (2022, 2023) in joined
    assert (2021, 2022) not in joined
    assert sheet.count('class="break"') == 1


def test_code_of_a_brief_reopens_its_place(edition: Edition) -> None:
    sheet = ask(APP, "/take-away/brief.svg?place=v2008.province.02&lang=en").text()
    citation = registered(sheet.partition(" · code ")[2][:11].replace("-", ""))
    assert citation is not None
    assert (citation.path, citation.query) == ("/area", {"place": "v2008.province.02"})
    assert citation.figures["survey_multidimensional_poverty_rate.2023"] == "29.07"


def test_briefs_of_a_province_are_those_of_all_places_in_it(edition: Edition) -> None:
    visit, place = place_in_address(PUBLIC, {"place": "v2008.district.157"})
    found = parts_with_briefs(visit, place)
    assert found[0] == place
    assert all(part.level == "commune" for part in found[1:])
    assert len(found) == len(set(found)) > 20


@pytest.mark.parametrize("language", ["vi", "en"])
def test_page_tells_each_brief_as_it_is_made_and_leads_to_the_document(
    edition: Edition, language: str
) -> None:
    place = "v2008.district.207"
    total = len(parts_with_briefs(*place_in_address(PUBLIC, {"place": place})))
    page = ask(APP, f"/take-away/briefs?place={place}&lang={language}").text()
    words = Words(language)
    told = [words("brief.so_far", done=done, total=total) for done in range(total + 1)]
    places = [page.index(sentence) for sentence in told]
    assert places == sorted(places)
    assert total > 1
    shares = [float(share) for share in re.findall(r"data-share='([\d.]+)' data-text='[^']*'></i>\n", page)]
    assert shares == pytest.approx([done / total for done in range(total + 1)], abs=1e-4)
    address = unescape(re.findall(r"data-address='([^']+)'", page)[0])
    document = ask(APP, address)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(document.body)).pages]
    assert len(pages) > total
    assert all("https://" in text for text in pages[total:])
    assert f'filename="briefs-v2008-district-207-{today()}.pdf"' in document.headers["content-disposition"]
    assert ask(APP, "/take-away/made/nothing").status == 404


def test_finished_documents_do_not_pile_up(tmp_path: Path) -> None:
    kept = MadeDocuments(tmp_path)
    tokens = []
    for number in range(KEPT + 2):
        folder = kept.job_folder()
        for name in (FILE, CODES):
            (folder / name).touch()
        tokens.append(kept.keep(folder / FILE, folder / CODES, f"{number}.pdf", "application/pdf"))
        folder.rmdir()
    assert [kept.find(token) is not None for token in tokens] == [False] * 2 + [True] * KEPT
    assert len(list(tmp_path.iterdir())) == 3 * KEPT


def test_a_finished_document_is_found_by_every_process_of_the_folder(tmp_path: Path) -> None:
    folder = MadeDocuments(tmp_path).job_folder()
    (folder / FILE).write_bytes(b"%PDF")
    (folder / CODES).write_text("{}", encoding="utf-8")
    token = MadeDocuments(tmp_path).keep(folder / FILE, folder / CODES, "bản tin.pdf", "application/pdf")
    found = MadeDocuments(tmp_path).find(token)
    assert found is not None
    assert (found.path.read_bytes(), found.filename, found.codes.read_text()) == (
        b"%PDF",
        "bản tin.pdf",
        "{}",
    )
    assert MadeDocuments(tmp_path).find("../" + token[:13]) is None


def test_what_a_killed_process_left_of_its_jobs_is_swept_away(tmp_path: Path) -> None:
    left, under_way = MadeDocuments(tmp_path).job_folder(), MadeDocuments(tmp_path).job_folder()
    (left / FILE).touch()
    os.utime(left, (0, 0))
    MadeDocuments(tmp_path).sweep_jobs(60)
    assert list(tmp_path.iterdir()) == [under_way]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("level", ["nation", "region"])
@pytest.mark.parametrize("kind", ["briefs", "briefs.pdf"])
def test_briefs_of_the_nation_are_refused_with_the_way_by_province(
    edition: Edition, kind: str, level: str, language: str
) -> None:
    code = area_frames.areas(edition, level, "v2008")["code"].iloc[0]
    answer = ask(APP, f"/take-away/{kind}?place=v2008.{level}.{code}&lang={language}")
    assert (answer.status, answer.text()) == (422, Words(language)("take_away.too_many_briefs"))


@pytest.mark.parametrize("kind", ["brief.pdf", "briefs", "briefs.pdf", "chart.png"])
def test_place_that_is_not_there_is_told_in_a_sentence(edition: Edition, kind: str) -> None:
    answer = ask(APP, f"/take-away/{kind}?place=v2008.province.zz&lang=en")
    assert (answer.status, answer.body.decode()) == (404, Words("en")("take_away.unknown"))


def test_labels_lose_the_words_they_all_begin_with() -> None:
    assert shared_beginning(["Tỷ lệ hộ về nhà ở", "Tỷ lệ hộ về nước"]) == "Tỷ lệ hộ về "
    assert shared_beginning(["nhà ở"]) == ""
    assert shared_beginning(["a", "b"]) == ""
