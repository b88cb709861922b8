"""Centre points and areas of the 3,321 communes, as the package gives them, with its slips mended."""

import csv
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
    ("10999", "11050"),  # Gia Lộc and Gia Phúc, neighbours
)
"""Two communes have each other's point."""

MISPLACED = {
    "04714": (104.98, 21.745),  # Yên Bình: 50 km from its district, between Thác Bà and Văn Phú in truth
    "06172": (106.66, 22.03),  # Hoàng Văn Thụ: the point is beside Lạng Sơn, the commune in Văn Lãng
    "06757": (107.93, 21.375),  # Vĩnh Thực: 103 km from Móng Cái, an island before it in truth
    "06967": (107.77, 21.33),  # Cái Chiên: 87 km from Hải Hà, an island before it in truth
    "29983": (105.29, 10.80),  # Long Khánh: 93 km from Hồng Ngự, the point is in Tiền Giang
    "06688": (107.104, 20.951),  # Hạ Long: the point is across the strait, in Bãi Cháy
    "06685": (107.077, 20.956),  # Hồng Gai: likewise
    "06652": (107.16, 20.962),  # Hà Tu: the point is in Hà Lầm
    "28439": (106.123, 10.385),  # Cai Lậy: the point is in Mỹ Phước Tây
    "04033": (104.735, 20.83),  # Vân Sơn: the point is in Đoàn Kết
    "19051": (106.335, 17.757),  # Tân Gianh: the point is in Nam Ba Đồn
    "22411": (109.165, 12.0),  # Bắc Cam Ranh: the point is in the sea
    "14161": (106.505, 20.265),  # Giao Minh: likewise
    "30781": (104.33, 10.315),  # Tiên Hải: an island 19 km north of the point
    "30811": (104.53, 10.15),  # Sơn Hải: islands 14 km north of the point
}
"""Points that lie outside of their commune, and where they belong (degrees)."""

MENDED_AREAS = "commune-areas-mended.csv"
"""In ``data/geo``: areas by code used in place of the package's, empty where none is known."""


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
    """Return the centres with swapped and misplaced points put right, as far as they are there."""
    right = dict(centres)
    for first, second in SWAPPED:
        right[first] = _moved(centres[first], centres[second].longitude, centres[second].latitude)
        right[second] = _moved(centres[second], centres[first].longitude, centres[first].latitude)
    for code in MISPLACED.keys() & centres.keys():
        right[code] = _moved(centres[code], *MISPLACED[code])
    return right


def with_areas(centres: dict[str, Centre], path: Path) -> dict[str, Centre]:
    """Return the centres with the areas of a table of codes and km² (empty: unknown) in place of their own.

    RebuildError if there is no such file, or it names a commune that is none.
    """
    if not path.is_file():
        raise RebuildError(f"{path} is missing")
    with path.open(encoding="utf-8", newline="") as file:
        areas = {row["code"]: float(row["km2"] or 0) for row in csv.DictReader(file)}
    if unknown := sorted(set(areas) - set(centres)):
        raise RebuildError(f"{path.name} names communes that are none: {unknown}")
    return {code: replace(centre, km2=areas.get(code, centre.km2)) for code, centre in centres.items()}


def as_table(centres: dict[str, Centre]) -> bytes:
    """Return the centres as CSV, sorted by code: code, longitude, latitude, km2 (empty if unknown)."""
    lines = ["code,longitude,latitude,km2"]
    for code, centre in sorted(centres.items()):
        lines.append(f"{code},{centre.longitude},{centre.latitude},{centre.km2 or ''}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _moved(centre: Centre, longitude: float, latitude: float) -> Centre:
    return replace(centre, longitude=longitude, latitude=latitude)
