"""Columns of a chart's data bear the tags of the humanitarian exchange language."""

import pandas as pd
import pytest

from ui.files.hxl import area_tag, hxl_tags


@pytest.mark.parametrize(
    ("vintage", "codes", "tag"),
    [
        ("v2008", ["02", "92"], "adm1"),
        ("v2025", ["15"], "adm1"),
        ("v2008", ["157"], "adm2"),
        ("v2025", ["05266"], "adm2"),
        ("v2008", ["00001"], "adm3"),
        ("v2008", ["ch", "nmm"], "region"),
        ("v2008", ["VN"], "country"),
        ("v2008", ["02", "VN"], "adm1"),
        ("v2008", ["02", "157"], "adm"),
    ],
)
def test_areas_have_the_tag_of_their_level(vintage: str, codes: list[str], tag: str) -> None:
    rows = pd.DataFrame({"vintage": vintage, "area_code": codes, "name_vi": "x", "name_en": "x"})
    assert area_tag(rows) == tag
    tags = hxl_tags(rows)
    assert (tags["area_code"], tags["name_vi"]) == (f"#{tag}+code", f"#{tag}+name+i_vi")


def test_a_commune_without_its_era_may_be_of_two_levels() -> None:
    assert area_tag(pd.DataFrame({"area_code": ["05266"]})) == "adm"
    assert area_tag(pd.DataFrame({"area_code": ["02"]})) == "adm1"


def test_other_columns_are_told_by_their_kind() -> None:
    rows = pd.DataFrame({"year": [2016], "value": [1.5], "disbursed_vnd": [10], "rate": [2.0], "told": ["x"]})
    assert list(hxl_tags(rows).values()) == [
        *("#date+year", "#indicator+value+num", "#value+disbursed+vnd", "#indicator+rate+num", "#meta+told"),
    ]
