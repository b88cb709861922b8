"""The register of livelihood models: started in communes that have money for them, year by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from data_access.demonstration.apportioning import Counts
from data_access.demonstration.geography import Geography, Ids
from data_access.demonstration.money.plan import MILLION, PROGRAMME
from data_access.demonstration.published import SOURCE

KINDS = ("value_chain", "community", "task")
PARTNERS = {
    "cooperative": ("Hợp tác xã", "Cooperative"),
    "enterprise": ("Công ty", "Company"),
    "cooperative_group": ("Tổ hợp tác", "Cooperative group"),
    "household_group": ("Nhóm hộ", "Household group"),
    "association": ("Hội làm vườn", "Gardeners' association"),
    "mass_organisation": ("Hội Liên hiệp Phụ nữ", "Women's Union"),
    "community": ("Cộng đồng thôn", "Village community"),
    "local_government": ("Ủy ban nhân dân xã", "Commune people's committee"),
}
UNITS = ("household", "household_group", "cooperative_group", "village")
MODALITIES = ("grant", "conditional", "repayable")
ACTIVITIES = (
    ("nuôi bò sinh sản", "breeding cows"),
    ("nuôi dê sinh sản", "breeding goats"),
    ("nuôi gà thả vườn", "free-range chickens"),
    ("nuôi lợn bản địa", "native pigs"),
    ("nuôi ong lấy mật", "honey bees"),
    ("trồng chè", "tea"),
    ("trồng cây dược liệu", "medicinal plants"),
    ("trồng rau an toàn", "safe vegetables"),
    ("trồng nấm", "mushrooms"),
    ("trồng cây ăn quả", "fruit trees"),
    ("trồng lúa chất lượng cao", "high-quality rice"),
    ("nuôi cá lồng", "cage fish"),
    ("dệt thổ cẩm", "brocade weaving"),
    ("đan lát mây tre", "rattan and bamboo weaving"),
    ("du lịch cộng đồng", "community tourism"),
    ("khởi nghiệp chế biến nông sản", "start-ups in food processing"),
)
# Until this day it was seen whether a model still runs.
LAST_LOOK = date(2025, 12, 31)


@dataclass(frozen=True)
class Communes:
    """Where models may start in a year: communes, money for models in đồng, households, minorities' share."""

    year: int
    area_ids: Ids
    money: Counts
    listed: Counts
    minority_share: "np.typing.NDArray[np.float64]"


Row = dict[str, Any]


def models_of(
    rng: np.random.Generator, geography: Geography, province: str, years: list[Communes]
) -> list[Row]:
    """The models of a province in the order of their start; later ones may repeat earlier ones."""
    found: list[Row] = []
    for communes in years:
        earlier = list(found)
        for number, place in enumerate(_places(rng, communes), start=1):
            row = _model(rng, geography, communes, place) | _course(rng, communes.year)
            row["code"] = f"MH-{province}-{communes.year}-{number:03}"
            if earlier and rng.random() < 0.28:
                origin = earlier[int(rng.integers(len(earlier)) ** 0.9)]
                row |= {name: origin[name] for name in ("activity_vi", "activity_en", "kind")}
                row["replicated_from"] = origin["code"]
            found.append(_named(geography, row))
    return found


def _places(rng: np.random.Generator, communes: Communes) -> Iterator[int]:
    likely = np.where(communes.money > 60 * MILLION, 0.12 + communes.listed / 1500, 0.0)
    counts = rng.poisson(np.minimum(likely, 1.2))
    for place in np.flatnonzero(counts):
        yield from [int(place)] * int(counts[place])


def _model(rng: np.random.Generator, geography: Geography, communes: Communes, place: int) -> Row:
    activity = ACTIVITIES[int(rng.integers(len(ACTIVITIES)))]
    partner = list(PARTNERS)[int(rng.choice(8, p=(0.24, 0.1, 0.18, 0.18, 0.06, 0.12, 0.08, 0.04)))]
    listed = int(min(rng.integers(8, 46), max(communes.listed[place], 5)))
    poor, near_poor, escaped = (int(part) for part in rng.multinomial(listed, (0.5, 0.32, 0.18)))
    modality = MODALITIES[int(rng.choice(3, p=(0.42, 0.36, 0.22)))]
    support = int(min(communes.money[place] * 0.45, listed * rng.integers(9, 26) * MILLION)) // 1000 * 1000
    before = int(rng.integers(14_000, 34_000)) * 1000
    return {
        "area_id": int(communes.area_ids[place]),
        "kind": KINDS[int(rng.choice(3, p=(0.3, 0.55, 0.15)))],
        "activity_vi": activity[0],
        "activity_en": activity[1],
        "partner_kind": partner,
        "partner": f"{PARTNERS[partner][0]} số {int(rng.integers(1, 400))} (mô phỏng)",
        "participant_unit": UNITS[int(rng.choice(4, p=(0.5, 0.25, 0.15, 0.1)))],
        "participants_poor": poor,
        "participants_near_poor": near_poor,
        "participants_newly_escaped": escaped,
        "participants_ethnic_minority": int(rng.binomial(listed, communes.minority_share[place])),
        "participants_women": int(rng.binomial(listed, 0.37)),
        "modality": modality,
        "support_vnd": support,
        "recovered_vnd": int(support * rng.uniform(0.2, 0.95)) if modality == "repayable" else None,
        "income_before_vnd": before,
    }


def _course(rng: np.random.Generator, year: int) -> Row:
    """How a model went: what is not known yet, or was not reported, stays empty."""
    started = date(year, 1, 1) + timedelta(days=int(rng.integers(70, 330)))
    alive = {months: _seen(rng, started, months) for months in (12, 24)}
    if alive[12] is False:
        alive[24] = False if alive[24] is not None else None
    certified = bool(rng.random() < 0.72)
    later = started + timedelta(days=int(rng.integers(30, 200)))
    return {
        "started_on": str(started),
        "ended_on": str(started + timedelta(days=500)) if started + timedelta(days=500) < LAST_LOOK else None,
        "alive_12_months": alive[12],
        "alive_24_months": alive[24],
        "certified": certified,
        "certified_on": str(min(later, LAST_LOOK)) if certified else None,
        "replicated_from": None,
    }


def _seen(rng: np.random.Generator, started: date, months: int) -> bool | None:
    if started + timedelta(days=months * 365 // 12) > LAST_LOOK or rng.random() < 0.06:
        return None
    return bool(rng.random() < {12: 0.86, 24: 0.78}[months])


def _named(geography: Geography, row: Row) -> Row:
    name_vi, name_en = geography.name(row["area_id"])
    still = row["alive_12_months"] is not False
    rng = np.random.default_rng(list(row["code"].encode()))
    after = row["income_before_vnd"] * (rng.uniform(1.05, 1.7) if still else rng.uniform(0.9, 1.15))
    known = still is True and row["started_on"] < "2025-07" and rng.random() > 0.05
    return row | {
        "programme_code": PROGRAMME,
        "project_code": "P2",
        "name_vi": f"Mô hình {row['activity_vi']}, {name_vi}",
        "name_en": f"{row['activity_en'].capitalize()}, {name_en}",
        "income_after_vnd": int(after) // 1000 * 1000 if known or not still else None,
        "participants_escaped": int(rng.binomial(row["participants_poor"], 0.38 if still else 0.12)),
        "status": "reported",
        "source_code": SOURCE,
    }
