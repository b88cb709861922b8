"""Which old province and districts a new commune lies in, by the crosswalk."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.rebuild.layers import Row, read_rows
from vocabulary.vintages import OLD

SIZE = {"phuong": 0.4, "thi_tran": 0.6}
"""A ward and a township are smaller than a commune (1): rough shares of one cell between districts."""


@dataclass(frozen=True)
class Membership:
    """The old province of a new commune, and its old districts with the share each has in it."""

    province: str
    districts: Mapping[str, float]


def memberships(data: Path) -> dict[str, Membership]:
    """Return where each new commune lay, by code.

    Where the crosswalk leads to several old provinces the commune is drawn in the one that gave most: the
    others gave only parts of one commune. Islands without communes follow from their district.
    """
    districts = {row["code"]: row["parent_code"] for row in _of(read_rows(data / "areas" / "districts.csv"))}
    communes = {row["code"]: row for row in _of(read_rows(data / "areas" / "communes.csv"))}
    shares: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in _main_sources(read_rows(data / "crosswalk.csv")):
        old, new = row["from_code"], row["to_code"]
        if row["from_level"] == "district":
            shares[new][old] += 1
        else:
            shares[new][communes[old]["parent_code"]] += SIZE.get(communes[old]["kind"], 1.0)
    return {code: _membership(of_districts, districts) for code, of_districts in sorted(shares.items())}


def _of(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["vintage"] == OLD]


def _main_sources(crosswalk: list[Row]) -> list[Row]:
    """Whole communes and the main part of split ones; lesser parts only where nothing else is known."""
    into_communes = [row for row in crosswalk if row["from_vintage"] == OLD and row["to_level"] == "commune"]
    main = [row for row in into_communes if row["relation"] == "whole" or row["is_default"] == "1"]
    known = {row["to_code"] for row in main}
    return main + [row for row in into_communes if row["to_code"] not in known]


def _membership(shares: Mapping[str, float], province_of: Mapping[str, str]) -> Membership:
    provinces: defaultdict[str, float] = defaultdict(float)
    for district, share in shares.items():
        provinces[province_of[district]] += share
    province = max(provinces, key=lambda code: provinces[code])
    inside = {district: share for district, share in shares.items() if province_of[district] == province}
    return Membership(province, dict(sorted(inside.items())))
