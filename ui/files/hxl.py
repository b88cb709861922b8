"""Tags of the humanitarian exchange language for the columns of a chart's data."""

from __future__ import annotations

import pandas as pd

from vocabulary.vintages import NEW, OLD

# Vintage and level of an area → its tag.
ADMINISTRATIVE = {
    (OLD, "province"): "adm1",
    (NEW, "province"): "adm1",
    (OLD, "district"): "adm2",
    (NEW, "commune"): "adm2",
    (OLD, "commune"): "adm3",
}
LEVEL_OF_DIGITS = {2: "province", 3: "district", 5: "commune"}
NATION, MIXED = "VN", "adm"
# The column that says of every row that it is simulated, or of a past day.
MARK = "mark"
# {area} is replaced by the tag of the rows' level.
TAGS = {
    "mark": "#meta+mark",
    "area_code": "#{area}+code",
    "code": "#{area}+code",
    "name": "#{area}+name",
    "name_vi": "#{area}+name+i_vi",
    "name_en": "#{area}+name+i_en",
    "area_name_vi": "#{area}+name+i_vi",
    "area_name_en": "#{area}+name+i_en",
    "vintage": "#meta+boundaries",
    "indicator_code": "#indicator+code",
    "second_indicator_code": "#indicator+second+code",
    "second_unit": "#indicator+second+unit",
    "measure_code": "#indicator+code",
    "deprivation": "#indicator+deprivation+code",
    "series": "#{area}+name",
    "label": "#description+label",
    "year": "#date+year",
    "as_of": "#date+as_of",
    "period_from": "#date+start+year",
    "period_to": "#date+end+year",
    "change": "#indicator+value+change+num",
    "value": "#indicator+value+num",
    "value_before": "#indicator+value+before+num",
    "second_value": "#indicator+second+value+num",
    "low": "#indicator+value+min",
    "high": "#indicator+value+max",
    "least": "#indicator+value+min",
    "most": "#indicator+value+max",
    "refusal": "#status+change",
    "restated": "#meta+restated",
    "qualifier": "#meta+qualifier",
    "state": "#status+figure",
    "status": "#status+result",
    "unit": "#indicator+unit",
    "licence": "#meta+licence",
    "parent_code": "#meta+parent+code",
    "parent_name": "#meta+parent+name",
    "value_min": "#indicator+value+min",
    "value_max": "#indicator+value+max",
    "stage": "#status+money",
    "standard_code": "#meta+standard",
    "source_code": "#meta+source+code",
    "project_code": "#activity+code",
    "programme_code": "#activity+programme+code",
    "activity_vi": "#activity+name+i_vi",
    "activity_en": "#activity+name+i_en",
    "fund": "#org+funding",
    "from_code": "#meta+from+code",
    "to_code": "#meta+to+code",
    "from_name": "#meta+from+name",
    "to_name": "#meta+to+name",
    "amount_vnd": "#value+vnd",
    "amount_min_vnd": "#value+vnd+min",
    "amount_max_vnd": "#value+vnd+max",
}
MONEY = "_vnd"


def hxl_tags(data: pd.DataFrame) -> dict[str, str]:
    """Return the tag of each column; one that has none of its own is described by its kind and name.

    Areas of one level have its tag (``#adm1+code``), areas of several ``#adm+code``; the nation's row
    beside others is left out of account.
    """
    area = area_tag(data)
    return {str(name): _tag(str(name), data[name], area) for name in data.columns}


def _tag(name: str, column: pd.Series, area: str) -> str:
    if name in TAGS:
        return TAGS[name].format(area=area)
    if name.endswith(MONEY):
        return f"#value+{name.removesuffix(MONEY)}+vnd"
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return f"#indicator+{name}+num" if is_number else f"#meta+{name}"


def area_tag(data: pd.DataFrame) -> str:
    """Return the tag of the areas that rows are of: country, region, adm1 to adm3, adm for a mixture."""
    if "area_code" not in data:
        return MIXED
    vintages = data["vintage"] if "vintage" in data else pd.Series("", index=data.index)
    codes = zip(vintages.astype("str"), data["area_code"].astype("str"), strict=True)
    known = {(vintage, code) for vintage, code in codes if code}
    if known and {code for _, code in known} == {NATION}:
        return "country"
    found = {_level_tag(vintage, code) for vintage, code in known if code != NATION}
    return found.pop() if len(found) == 1 else MIXED


def _level_tag(vintage: str, code: str) -> str:
    if not code.isdigit():
        return "region"
    level = LEVEL_OF_DIGITS.get(len(code), "")
    if not vintage:
        # A commune is of the second level today, and was of the third.
        return {"province": "adm1", "district": "adm2"}.get(level, MIXED)
    return ADMINISTRATIVE.get((vintage, level), MIXED)
