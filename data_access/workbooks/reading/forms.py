"""The summary forms of the yearly review as a province fills them: which indicators are in which.

Forms 1 to 13 of the review by QĐ 24/2021/QĐ-TTg and TT 07/2021/TT-BLĐTBXH (TT 02/2022 for three of them); the
numbering is that of the provinces' own workbooks. Forms 14 and 15 list households by name and are not taken.
"""

from collections.abc import Iterator
from typing import NamedTuple

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import (
    CAUSES,
    FORM_2_HOUSEHOLDS,
    FORM_2_PERSONS,
    FORM_3_HOUSEHOLDS,
    FORM_3_PERSONS,
    LISTS,
)

# A column whose heading names the people that it counts: the list of peoples is each province's own.
OF_A_PEOPLE = "{of_list}_households_of_?"
COLUMNS_OF_PEOPLES = 8
PEOPLES = {
    "tay": "Tày", "thai": "Thái", "muong": "Mường", "khmer": "Khmer", "hoa": "Hoa", "nung": "Nùng",
    "mong": "Mông", "dao": "Dao", "gia_rai": "Gia Rai", "e_de": "Ê Đê", "ba_na": "Ba Na",
    "san_chay": "Sán Chay", "cham": "Chăm", "co_ho": "Cơ Ho", "xo_dang": "Xơ Đăng", "san_diu": "Sán Dìu",
    "hre": "Hrê", "ra_glai": "Ra Glai", "mnong": "Mnông", "tho": "Thổ", "xtieng": "Xtiêng",
    "kho_mu": "Khơ Mú", "bru_van_kieu": "Bru - Vân Kiều", "co_tu": "Cơ Tu", "giay": "Giáy",
    "ta_oi": "Tà Ôi", "ma": "Mạ", "gie_trieng": "Gié - Triêng", "co": "Co", "cho_ro": "Chơ Ro",
    "xinh_mun": "Xinh Mun", "ha_nhi": "Hà Nhì", "chu_ru": "Chu Ru", "lao": "Lào", "la_chi": "La Chí",
    "khang": "Kháng", "phu_la": "Phù Lá", "la_hu": "La Hủ", "la_ha": "La Ha", "pa_then": "Pà Thẻn",
    "lu": "Lự", "ngai": "Ngái", "chut": "Chứt", "lo_lo": "Lô Lô", "mang": "Mảng", "co_lao": "Cơ Lao",
    "bo_y": "Bố Y", "cong": "Cống", "si_la": "Si La", "pu_peo": "Pu Péo", "ro_mam": "Rơ Măm",
    "brau": "Brâu", "o_du": "Ơ Đu",
}  # fmt: skip


class Group(NamedTuple):
    """Columns under one heading; ``key`` names the words ``form.group.<key>`` of the catalogues."""

    key: str
    codes: tuple[str, ...]


class ReviewForm(NamedTuple):
    """One form: its number, and its columns in the order of the paper."""

    number: int
    groups: tuple[Group, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators of all columns."""
        return tuple(code for group in self.groups for code in group.codes)


def _status() -> ReviewForm:
    lists = ("poor", "near_poor", "average_living_standard_farm")
    shares = {"average_living_standard_farm": "average_living_standard_farm_household_rate"}
    households = [
        code for name in lists for code in (f"{name}_households", shares.get(name, f"{name}_household_rate"))
    ]
    persons = [code for name in lists for code in (f"{name}_persons", f"{name}_person_rate")]
    groups = (
        Group("all", ("total_households", "persons")),
        Group("households", tuple(households)),
        Group("persons", tuple(persons)),
    )
    return ReviewForm(1, groups)


def _flows(number: int) -> ReviewForm:
    households, persons = {
        2: (FORM_2_HOUSEHOLDS, FORM_2_PERSONS),
        3: (FORM_3_HOUSEHOLDS, FORM_3_PERSONS),
    }[number]
    groups = (
        Group("households", (*households.codes, households.end)),
        Group("persons", (*persons.codes, persons.end)),
    )
    return ReviewForm(number, groups)


def _deprivations(number: int, of_list: str) -> ReviewForm:
    counts = (f"{of_list}_deprived_{name}" for name in DEPRIVATIONS)
    groups = (
        Group("all", (f"{of_list}_households", f"{of_list}_deprivations_total")),
        Group("lacks", (*counts,)),
    )
    return ReviewForm(number, groups)


def _deprivation_shares(number: int, of_list: str) -> ReviewForm:
    shares = tuple(f"{of_list}_deprived_{name}_share" for name in DEPRIVATIONS)
    return ReviewForm(number, (Group("all", (f"{of_list}_households",)), Group("lacks", shares)))


def _groups_of_people() -> ReviewForm:
    kinds = ("", "_ethnic_minority", "_without_labour", "_with_merit_member", "_in_other_groups")
    groups = (
        Group(f"{of_list}_{unit}", tuple(f"{of_list}_{unit}{kind}" for kind in kinds))
        for of_list in LISTS
        for unit in ("households", "persons")
    )
    return ReviewForm(8, tuple(groups))


def _peoples() -> ReviewForm:
    groups = (
        Group(
            f"{of_list}_households",
            (
                *(f"{of_list}_households{kind}" for kind in ("", "_kinh", "_ethnic_minority")),
                *(OF_A_PEOPLE.format(of_list=of_list),) * COLUMNS_OF_PEOPLES,
                f"{of_list}_households_of_other_peoples",
            ),
        )
        for of_list in LISTS
    )
    return ReviewForm(9, tuple(groups))


def _causes() -> ReviewForm:
    groups = (
        Group(
            f"{of_list}_households",
            (f"{of_list}_households", *(f"{of_list}_cause_{name}" for name in CAUSES)),
        )
        for of_list in LISTS
    )
    return ReviewForm(10, tuple(groups))


def _children() -> ReviewForm:
    kinds = ("", "_without_health_insurance", "_short_of_nutrition", "_short_of_schooling")
    groups = (
        Group(f"{of_list}_households", tuple(f"{of_list}_children{kind}" for kind in kinds))
        for of_list in LISTS
    )
    return ReviewForm(11, tuple(groups))


def _result(number: int, of_list: str) -> ReviewForm:
    peoples = ("_kinh", "_ethnic_minority", "_local_minority")
    merit = ("with_merit_member", "without_labour", "headed_by_women")
    groups = (
        Group("all_households", ("total_households", *(f"households{kind}" for kind in peoples))),
        Group("all_persons", ("persons", *(f"persons{kind}" for kind in peoples))),
        *(
            Group(
                f"{of_list}_{unit}", (f"{of_list}_{unit}", *(f"{of_list}_{unit}{kind}" for kind in peoples))
            )
            for unit in ("households", "persons")
        ),
        Group("of_which", tuple(f"{of_list}_households_{kind}" for kind in merit)),
        Group(
            "rates",
            tuple(f"{of_list}_household_rate{kind}" for kind in ("", "_ethnic_minority", "_local_minority")),
        ),
    )
    return ReviewForm(number, groups)


REVIEW_FORMS = (
    _status(),
    _flows(2),
    _flows(3),
    _deprivations(4, "poor"),
    _deprivation_shares(5, "poor"),
    _deprivations(6, "near_poor"),
    _deprivation_shares(7, "near_poor"),
    _groups_of_people(),
    _peoples(),
    _causes(),
    _children(),
    _result(12, "poor"),
    _result(13, "near_poor"),
)
FORMS_BY_KIND = {f"form_{form.number}": form for form in REVIEW_FORMS}


def forms_of(kind: str) -> tuple[ReviewForm, ...]:
    """The forms that a template of a kind has: all for ``review``."""
    return REVIEW_FORMS if kind == "review" else (FORMS_BY_KIND[kind],)


def people_codes() -> Iterator[str]:
    """The indicators that columns of form 9 may count."""
    for of_list in LISTS:
        yield from (f"{of_list}_households_of_{name}" for name in PEOPLES)


def indicators_of_forms() -> set[str]:
    """Every indicator that a form may hold."""
    return {code for form in REVIEW_FORMS for code in form.codes if "?" not in code} | set(people_codes())
