"""An office loads official boundaries in the browser, sees what would change, and undoes it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data_access.keeping.changing_key import short_name
from tests.browser.server import ROOT, Server
from tests.browser.visitor import LAPTOP, Visitor

pytestmark = pytest.mark.browser


def cod_ab_2025(path: Path) -> Path:
    """Write the shipped provinces of today, moved a little, in the layout of COD-AB 2025."""
    shipped = json.loads((ROOT / "data/geo/province-v2025.json").read_text(encoding="utf-8"))
    features = [
        {
            "type": "Feature",
            "properties": {
                "adm1_name": feature["properties"]["name_en"],
                "adm1_name1": feature["properties"]["name_vi"],
                "adm1_pcode": "VN" + feature["properties"]["code"],
                "valid_on": "2025-07-01",
            },
            "geometry": feature["geometry"],
        }
        for feature in shipped["features"]
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def points(path: Path) -> Path:
    point = {"type": "Point", "coordinates": [105.8, 21.0]}
    feature = {"type": "Feature", "properties": {"code": "01", "name": "Hà Nội"}, "geometry": point}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def named(visitor: Visitor) -> None:
    """Open the section of boundaries, and say who changes them."""
    visitor.open("/data?section=boundaries")
    who = visitor.page.get_by_label("Họ tên hoặc đơn vị của người gửi")
    who.fill("Sở Nông nghiệp và Môi trường")
    who.press("Tab")
    visitor.wait_until_idle()


@pytest.mark.long_walks
def test_boundaries_are_examined_replaced_and_brought_back(
    new_visitor: Callable[..., Visitor], start_server: Callable[..., Server], tmp_path: Path
) -> None:
    server = start_server()
    visitor = new_visitor(server, size=LAPTOP)
    page = visitor.page
    named(visitor.given_key(server.key()))
    upload = page.locator("input[type=file]")

    upload.set_input_files(points(tmp_path / "points.geojson"))
    expect(page.get_by_text("points.geojson")).to_be_visible()
    page.get_by_role("button", name="Kiểm tra tệp").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="Thay ranh giới")).to_have_count(0)

    upload.set_input_files(cod_ab_2025(tmp_path / "vnm_admin1.geojson"))
    expect(page.get_by_text("vnm_admin1.geojson")).to_be_visible()
    page.get_by_role("button", name="Kiểm tra tệp").click()
    expect(page.get_by_text("Khớp 34 trong 34 dòng")).to_be_visible()

    page.get_by_role("button", name="Thay ranh giới").click()
    expect(page.get_by_role("alert").filter(has_text="giấy phép")).to_be_visible()
    licence = page.get_by_label("Giấy phép hoặc nguồn được phép dùng")
    licence.fill("COD-AB, CC BY-IGO")
    licence.press("Tab")
    visitor.wait_until_idle()
    page.get_by_role("button", name="Thay ranh giới").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Đã thay ranh giới")).to_be_visible()

    visitor.open("/map?look=today&level=province")
    expect(visitor.map_frame().locator(".boundary-note")).to_contain_text("nạp vào")
    expect(visitor.map_frame().locator(".picture-source")).to_contain_text("COD-AB, CC BY-IGO")
    expect(visitor.map_frame().locator("svg.areas path[data-code]")).to_have_count(34)

    named(visitor)
    page.get_by_role("button", name="Khôi phục ranh giới trước").click()
    expect(page.get_by_role("button", name="Khôi phục ranh giới trước")).to_have_count(0)
    visitor.open("/map?look=today&level=province")
    expect(visitor.map_frame().locator("svg.areas path[data-code]")).to_have_count(34)
    expect(visitor.map_frame().locator(".picture-source")).not_to_contain_text("COD-AB")

    visitor.open("/data?section=log")
    log = page.get_by_role("table").filter(has_text="Mã khóa, địa chỉ, trình duyệt")
    for step in ("thay ranh giới", "khôi phục ranh giới trước"):
        line = log.get_by_role("row").filter(has_text=step)
        expect(line).to_contain_text("Sở Nông nghiệp và Môi trường")
        expect(line).to_contain_text(f"{short_name(server.key())}, 127.0.0.1, Mozilla")
