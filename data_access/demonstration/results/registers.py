"""Pairs of items that may overlap, and the log of what holds the work up."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from data_access.demonstration.bulk import Batch, register_batch
from data_access.demonstration.geography import Geography, Ids
from data_access.demonstration.money.plan import MILLION, PROGRAMME
from data_access.demonstration.provinces import SEED
from data_access.demonstration.published import SOURCE
from data_access.demonstration.results.provinces import ProvinceResults

REGISTERS_STREAM = 75
SISTERS = ("NTP-EM-2130", "NTP-NRD-2125")
CHAINS = (
    ("chăn nuôi bò", "cattle"),
    ("cây dược liệu", "medicinal plants"),
    ("chè", "tea"),
    ("cây ăn quả", "fruit"),
    ("nước sinh hoạt", "drinking water"),
    ("đường thôn bản", "village roads"),
    ("du lịch cộng đồng", "community tourism"),
)
REASONS = {
    "duplicate": "Cùng nhóm hộ và cùng hạng mục; chuyển một khoản sang thôn khác (mô phỏng).",
    "complementary": "Một khoản mua giống, một khoản làm chuồng trại; bổ trợ nhau (mô phỏng).",
    "unclear": "Danh sách hộ của hai khoản chưa đủ để kết luận (mô phỏng).",
}
CAUSES = {
    "awareness": (
        "Một số hộ chưa muốn ra khỏi danh sách hộ nghèo",
        "Some households do not want to leave the list",
    ),
    "mechanism": (
        "Thủ tục giao vốn qua nhiều cấp, giao chậm",
        "Money passes through many levels and comes late",
    ),
    "policy": (
        "Hướng dẫn của hai bộ chồng chéo về đối tượng",
        "Two ministries' guidance overlaps on who may be helped",
    ),
    "resources": (
        "Chưa bố trí được vốn đối ứng của địa phương",
        "The place has not found its counterpart money",
    ),
    "implementation": (
        "Chậm lựa chọn đơn vị thực hiện mô hình",
        "Late choice of who carries out the models",
    ),
    "communication": (
        "Thông tin về chính sách chưa tới thôn, bản xa",
        "Word of the policy has not reached remote villages",
    ),
}


def register_batches(geography: Geography, parts: list[ProvinceResults], load_id: int) -> Iterator[Batch]:
    """Both registers, of the provinces that are made."""
    pairs: list[dict[str, Any]] = []
    log: list[dict[str, Any]] = []
    for part in parts:
        for year, units in part.units.items():
            rng = np.random.default_rng([SEED, REGISTERS_STREAM, year, int(units.ids[0])])
            some = units.ids[(units.of("P2") > 0) & (units.minority_share > 0.2)]
            pairs += [_pair(rng, area, year) for area in _chosen(rng, some, 0.05)]
            log += [_bottleneck(rng, geography, area, year) for area in _chosen(rng, units.ids, 0.022)]
    yield register_batch("overlap_pair", pairs, load_id)
    yield register_batch("bottleneck", log, load_id)


def _chosen(rng: np.random.Generator, areas: Ids, share: float) -> list[int]:
    chosen: list[int] = areas[rng.random(len(areas)) < share].tolist()
    return chosen


def _pair(rng: np.random.Generator, area: int, year: int) -> dict[str, Any]:
    chain = CHAINS[int(rng.integers(len(CHAINS)))]
    verdicts = ("duplicate", "complementary", "unclear", "undecided")
    verdict = verdicts[int(rng.choice(4, p=(0.14, 0.36, 0.14, 0.36)))]
    is_decided = verdict != "undecided"
    second = SISTERS[int(rng.integers(2))]
    decided_on = date(year, 6, 1) + timedelta(days=int(rng.integers(200)))
    return {
        "area_id": area,
        "chain_vi": chain[0],
        "chain_en": chain[1],
        "period_from": max(year - int(rng.integers(2)), 2022),
        "period_to": year,
        "first_programme_code": PROGRAMME,
        "first_project_code": "P3.1" if rng.random() < 0.5 else "P2",
        "first_item_vi": f"Hỗ trợ {chain[0]} cho hộ nghèo",
        "first_item_en": f"Support for {chain[1]} for poor households",
        "first_amount_vnd": int(rng.integers(80, 900)) * MILLION,
        "second_programme_code": second,
        "second_project_code": None,
        "second_item_vi": f"Phát triển {chain[0]} theo chuỗi giá trị",
        "second_item_en": f"Development of {chain[1]} along the value chain",
        "second_amount_vnd": int(rng.integers(120, 2_400)) * MILLION,
        "verdict": verdict,
        "decided_by": f"Cán bộ mô phỏng số {int(rng.integers(1, 90))}" if is_decided else None,
        "decided_on": str(decided_on) if is_decided else None,
        "reason": REASONS.get(verdict),
        "source_code": SOURCE,
    }


def _bottleneck(rng: np.random.Generator, geography: Geography, area: int, year: int) -> dict[str, Any]:
    cause = list(CAUSES)[int(rng.choice(6, p=(0.1, 0.22, 0.16, 0.18, 0.24, 0.1)))]
    noted = date(year, 1, 15) + timedelta(days=int(rng.integers(320)))
    closed = noted + timedelta(days=int(rng.integers(20, 400)))
    name_vi, name_en = geography.name(area)
    return {
        "area_id": area,
        "programme_code": PROGRAMME,
        "project_code": ("P1", "P2", "P3", "P4", "P6", "P7")[int(rng.integers(6))],
        "cause": cause,
        "what_vi": f"{CAUSES[cause][0]} (mô phỏng)",
        "what_en": f"{CAUSES[cause][1]} (simulated)",
        "noted_on": str(noted),
        "noted_by": "Đoàn giám sát mô phỏng",
        "owner_vi": f"Ủy ban nhân dân {name_vi}",
        "owner_en": f"People's committee of {name_en}",
        "closed_on": str(closed) if closed < date(2025, 12, 31) and rng.random() < 0.6 else None,
        "source_code": SOURCE,
    }
