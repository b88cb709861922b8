"""Centre points and areas of the 3,321 communes, as the package gives them, with its slips mended."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from geo.rebuild import RebuildError

# Only the new communes: the old ones' points come from a geocoder whose terms forbid keeping them.
QUERY = "SELECT wardCode, wardLon, wardLat, wardAreaKm2 FROM admin_units"

SWAPPED = (
    ("28615", "30130"),  # Lương Hòa Lạc (Tiền Giang) and Thanh Bình (Đồng Tháp) have each other's point
    ("04924", "08296"),  # Lương Sơn (Hòa Bình) and Sơn Lương (Phú Thọ) likewise
)
"""Each lies in the other's old province, far from the communes of its district."""

MISPLACED = {
    "04714": (104.98, 21.745),  # Yên Bình: 50 km from its district, between Thác Bà and Văn Phú in truth
    "06172": (106.66, 22.03),  # Hoàng Văn Thụ: the point is beside Lạng Sơn, the commune in Văn Lãng
    "06757": (107.93, 21.375),  # Vĩnh Thực: 103 km from Móng Cái, an island before it in truth
    "06967": (107.77, 21.33),  # Cái Chiên: 87 km from Hải Hà, an island before it in truth
    "29983": (105.29, 10.80),  # Long Khánh: 93 km from Hồng Ngự, the point is in Tiền Giang
}
"""Points more than 30 km away from every commune of the same district, and where they belong (degrees)."""


@dataclass(frozen=True)
class Centre:
    """A commune's centre in degrees and its area in km², 0 when the package does not know it."""

    code: str
    longitude: float
    latitude: float
    km2: float


def read_centres(files: Path, codes: Iterable[str]) -> dict[str, Centre]:
    """Return the centre of every commune by code; RebuildError unless the package has exactly these codes."""
    database = files / "vietnamadminunits" / "data" / "dataset.db"
    if not database.is_file():
        raise RebuildError(f"the package has no file {database.name}")
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute(QUERY).fetchall()
    finally:
        connection.close()
    centres = {code: Centre(code, longitude, latitude, km2 or 0.0) for code, longitude, latitude, km2 in rows}
    if differing := sorted(set(centres) ^ set(codes)):
        raise RebuildError(f"communes and centres differ: {differing}")
    return mended(centres)


def mended(centres: dict[str, Centre]) -> dict[str, Centre]:
    """Return the centres with swapped and misplaced points put right."""
    right = dict(centres)
    for first, second in SWAPPED:
        right[first] = _moved(centres[first], centres[second].longitude, centres[second].latitude)
        right[second] = _moved(centres[second], centres[first].longitude, centres[first].latitude)
    for code, place in MISPLACED.items():
        right[code] = _moved(centres[code], *place)
    return right


def as_table(centres: dict[str, Centre]) -> bytes:
    """Return the centres as CSV, sorted by code: code, longitude, latitude, km2 (empty if unknown)."""
    lines = ["code,longitude,latitude,km2"]
    for code, centre in sorted(centres.items()):
        lines.append(f"{code},{centre.longitude},{centre.latitude},{centre.km2 or ''}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _moved(centre: Centre, longitude: float, latitude: float) -> Centre:
    return replace(centre, longitude=longitude, latitude=latitude)
