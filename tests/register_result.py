"""The result of a register of one province, as the command leaves it for the page."""

from pathlib import Path

import pandas as pd

from microdata.results.kept import DIFFERENCES, FORMS, MEASURES, Facts

PLACE = "v2008.province.17"
FACTS = Facts(
    place=PLACE, file="households.parquet", made_at="2026-11-30T02:00:00+00:00", engine="duckdb",
    rows=1010, communes=40, households=1000, poor=200, near_poor=100, years=[2024], vintages=["v2008"],
    areas=1, hidden=1, compared=2, load=1,
)  # fmt: skip
CELLS = (("total_households", "1000"), ("poor_households", "200"), ("near_poor_households", ""))


def write_tables(folder: Path) -> None:
    rows = [
        {
            "vintage": "v2008", "level": "province", "area_code": "17", "area_name": "Tỉnh Hòa Bình",
            "year": 2024, "indicator_code": code, "value": value, "state": "" if value else "suppressed",
            "standard_code": "review-md-2022",
        }
        for code, value in CELLS
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(folder / FORMS, index=False)
    pd.DataFrame(columns=["year", "vintage", "level", "code"]).to_csv(folder / MEASURES, index=False)
    line = "v2008,province,17,Tỉnh Hòa Bình,poor_households,197,200,3"
    heading = "vintage,level,area_code,area_name,indicator_code,published,counted,difference"
    (folder / DIFFERENCES).write_text(f"{heading}\n{line}\n", encoding="utf-8")
