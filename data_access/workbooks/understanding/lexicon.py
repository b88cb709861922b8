"""What each phrase of a heading or title says, in Vietnamese without accents and in English.

A phrase says terms: a facet with its value. Words are parted into the fewest phrases, so «chuan ngheo da
chieu» is a standard and not a list of the poor. A word that is in no phrase is not understood, and nothing
that it stands with is taken. Facets are

- ``unit``: households, persons; ``list``: poor, near_poor, both, multidimensional, all
- ``children``: those of a list
- ``measure``: count, rate; ``whole``: a total of all
- ``group``, ``condition``: which of them; ``time``: start, end
- ``status``: final, preliminary, expected, planned, target
- ``scale``: a unit in which the numbers are written; ``standard``: by which poverty is measured
- ``source``: how it was measured, said by titles and notes
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.text.folding import folded
from data_access.workbooks.reading.forms import PEOPLES

# How a period and the last day of a year are written once ``parsing`` has found them.
PERIOD, YEAR_END = "@period", "@year_end"


class Term(NamedTuple):
    """One thing that a phrase says."""

    facet: str
    value: str


HOUSEHOLDS, PERSONS = Term("unit", "households"), Term("unit", "persons")
POOR, NEAR_POOR, BOTH, ALL = (Term("list", name) for name in ("poor", "near_poor", "both", "all"))
# The ministry calls poor and near-poor households together so, others the poor by the standard of today.
MULTIDIMENSIONAL = Term("list", "multidimensional")
COUNT, RATE, WHOLE = Term("measure", "count"), Term("measure", "rate"), Term("whole", "yes")

# The terms of each of the phrases on its line, parted by commas.
_LINES: tuple[tuple[tuple[Term, ...], str], ...] = (
    ((HOUSEHOLDS,), "ho, ho gia dinh, households, household"),
    (
        (HOUSEHOLDS, ALL),
        "ho dan, ho dan cu, toan bo ho, all households, ho toan tinh, ho toan huyen, ho toan xa",
    ),
    (
        (HOUSEHOLDS, WHOLE, COUNT),
        "tong ho, tong so ho, tong so ho gia dinh, total households, total number of households",
    ),
    ((HOUSEHOLDS, MULTIDIMENSIONAL), "ho ngheo da chieu, multidimensionally poor households"),
    ((MULTIDIMENSIONAL,), "ngheo da chieu, multidimensional poverty"),
    ((HOUSEHOLDS, POOR), "ho ngheo, poor households, poor household"),
    ((HOUSEHOLDS, NEAR_POOR), "ho can ngheo, near poor households, near poor household"),
    ((POOR,), "ngheo, poor, poverty"),
    ((NEAR_POOR,), "can ngheo, near poor"),
    (
        (HOUSEHOLDS, BOTH),
        "ho ngheo va ho can ngheo, ho ngheo va can ngheo, ho ngheo ho can ngheo, ho ngheo can ngheo,"
        "ho ngheo cong ho can ngheo, poor and near poor households",
    ),
    ((RATE, BOTH, HOUSEHOLDS), "ty le ngheo da chieu, ti le ngheo da chieu, multidimensional poverty rate"),
    ((PERSONS,), "nhan khau, khau, nguoi, nguoi dan, persons, people"),
    ((PERSONS, POOR), "nhan khau ngheo, khau ngheo, nguoi ngheo, nhan khau thuoc ho ngheo, poor persons"),
    ((PERSONS, POOR), "nhan khau ho ngheo, nguoi thuoc ho ngheo, khau thuoc ho ngheo"),
    ((PERSONS, NEAR_POOR), "nhan khau can ngheo, khau can ngheo, nhan khau thuoc ho can ngheo"),
    ((PERSONS, NEAR_POOR), "nhan khau ho can ngheo, nguoi thuoc ho can ngheo, near poor persons"),
    (
        (PERSONS, WHOLE, COUNT),
        "tong so nhan khau, tong nhan khau, tong so khau, tong so nguoi, total persons",
    ),
    ((COUNT,), "so, so luong, number, number of"),
    ((COUNT, WHOLE), "tong so, tong cong, tong, total"),
    ((RATE,), "ty le, ti le, %, phan tram, rate, percent, percentage"),
    ((Term("scale", "percent"), RATE), "dvt %, don vi tinh %, don vi %"),
    (
        (Term("scale", "thousand_households"), HOUSEHOLDS, COUNT),
        "nghin ho, ngan ho, 1000 ho, thousand households",
    ),
    (
        (Term("scale", "thousand_persons"), PERSONS, COUNT),
        "nghin nguoi, ngan nguoi, 1000 nguoi, thousand persons",
    ),
    ((Term("scale", "households"), HOUSEHOLDS, COUNT), "@ho"),
    ((Term("scale", "persons"), PERSONS, COUNT), "@nguoi"),
    ((Term("group", "ethnic_minority"),), "dan toc thieu so, dtts, nguoi dan toc thieu so, nguoi dtts"),
    ((Term("group", "ethnic_minority"),), "la nguoi dan toc thieu so, la nguoi dtts, la dan toc thieu so"),
    (
        (Term("group", "ethnic_minority"),),
        "la dtts, dong bao dan toc thieu so, dong bao dtts, ethnic minority",
    ),
    ((Term("group", "local_minority"),), "dan toc thieu so tai cho, dtts tai cho"),
    ((Term("group", "kinh"),), "dan toc kinh, nguoi kinh, la nguoi kinh, kinh"),
    ((Term("group", "headed_by_women"),), "nu chu ho, chu ho la nu, co chu ho la nu, nu lam chu ho"),
    ((Term("group", "headed_by_women"),), "phu nu lam chu ho, do phu nu lam chu ho, chu ho la phu nu"),
    ((Term("group", "headed_by_women"),), "co chu ho la phu nu, do nu lam chu ho, headed by women"),
    ((Term("group", "without_labour"),), "khong co kha nang lao dong, khong con kha nang lao dong"),
    ((Term("group", "with_merit_member"),), "co thanh vien la nguoi co cong, co thanh vien nguoi co cong"),
    ((Term("group", "with_merit_member"),), "co thanh vien la nguoi co cong voi cach mang"),
    ((Term("group", "in_other_groups"),), "thuoc nhom doi tuong khac, doi tuong khac"),
    ((Term("group", "urban"),), "thanh thi, khu vuc thanh thi, o thanh thi, urban"),
    ((Term("group", "rural"),), "nong thon, khu vuc nong thon, o nong thon, rural"),
    ((Term("group", "poor_districts"),), "huyen ngheo, cac huyen ngheo, poor districts"),
    ((Term("condition", "escaped"),), "thoat ngheo, escaped poverty"),
    ((HOUSEHOLDS, Term("condition", "escaped")), "ho thoat ngheo, households escaped poverty"),
    ((HOUSEHOLDS, Term("condition", "relapsed")), "ho tai ngheo, relapsed households"),
    ((HOUSEHOLDS, Term("condition", "newly_poor")), "ho ngheo phat sinh, ho ngheo phat sinh moi"),
    ((HOUSEHOLDS, Term("condition", "newly_poor")), "ho phat sinh ngheo, newly poor households"),
    ((Term("children", "poor"),), "tre em thuoc ho ngheo, tre em ho ngheo"),
    ((Term("children", "near_poor"),), "tre em thuoc ho can ngheo, tre em ho can ngheo"),
    ((Term("time", "start"),), "dau ky, dau nam, thoi diem dau ky, at the start of the year, at start"),
    ((Term("time", "end"),), "cuoi ky, cuoi nam, den cuoi nam, thoi diem cuoi nam, at the end of the year"),
    ((Term("time", "end"),), "thoi diem cuoi ky, den cuoi ky, den ngay, tinh den, tinh den ngay, at end"),
    ((Term("status", "final"),), "thuc hien, ket qua, ket qua thuc hien, actual, result, results"),
    ((Term("status", "final"),), "th, chinh thuc, da thuc hien, final"),
    ((Term("status", "preliminary"),), "so bo, prel, preliminary"),
    (
        (Term("status", "expected"),),
        "uoc, uoc tinh, uoc thuc hien, uoc th, uth, du kien, du uoc, estimate, estimated",
    ),
    ((Term("status", "planned"),), "ke hoach, kh, ke hoach giao, plan, planned"),
    ((Term("status", "target"),), "muc tieu, chi tieu, chi tieu giao, muc tieu den, target"),
    (
        (Term("standard", "multidimensional"),),
        f"theo chuan ngheo da chieu, chuan ngheo da chieu, chuan ngheo {PERIOD}",
    ),
    (
        (Term("standard", "multidimensional"),),
        f"theo chuan ngheo da chieu giai doan {PERIOD}, chuan ngheo da chieu giai doan {PERIOD},"
        f"theo chuan ngheo giai doan {PERIOD}, chuan ngheo giai doan {PERIOD}, theo chuan {PERIOD},"
        f"theo chuan ngheo da chieu {PERIOD}, chuan ngheo da chieu {PERIOD}, theo chuan ngheo {PERIOD}",
    ),
)
# They say nothing of what is counted.
_FILLERS = (
    "nam, trong do, chia ra, tai thoi diem ra soat, qua ra soat, theo ra soat, ket qua ra soat,"
    "theo ket qua ra soat, ra soat, cua, trong nam, of which, year, in, of, the, ngay,"
    "at the time of the review,"
    "thoi diem, tai thoi diem, den"
)
# Titles name the document, the programme and the places besides.
_OF_TITLES = (
    "bieu, bieu so, phu luc, phu bieu, bang, bang so, mau, tong hop, tong hop ket qua,"
    "tong hop so lieu, bao cao,"
    "so lieu, so lieu tong hop, thong ke, ket qua giam ngheo, cong tac giam ngheo, giam ngheo,"
    "giam ngheo ben vung,"
    "chuong trinh muc tieu quoc gia, chuong trinh mtqg, ctmtqg, chuong trinh, muc tieu quoc gia,"
    "theo, phan theo, phan, chia theo, theo dia phuong, theo tinh, cac tinh, cac huyen, cac xa,"
    "cac dia phuong,"
    "cac tinh thanh pho, dia phuong, dia ban, tren dia ban, tren ca nuoc, ca nuoc, toan quoc,"
    "toan tinh, toan huyen,"
    "tinh, huyen, thanh pho, xa, phuong, thi xa, tinh thanh pho, va, cac, tai, cua, dieu tra,"
    "tong dieu tra,"
    "tinh hinh, danh gia, cuoi nam, don vi hanh chinh, cap tinh, cap huyen, cap xa, viet nam,"
    "theo don vi hanh chinh,"
    f"giai doan {PERIOD}, {PERIOD},"
    "by province, by district, by commune, by, and, table, annex, appendix, provinces,"
    "districts, communes, province,"
    "review, summary, report, viet nam, vietnam, whole country"
)


# How those words are spelt whose letters without accents are also those of others: «hồ sơ» is no «hộ số».
_SPELLINGS = (
    "hộ gia đình dân cư toàn bộ nghèo cận và cộng tổng số sơ tỷ tỉ lệ đa chiều nhân khẩu người "
    "thuộc lượng phần trăm "
    "nghìn ngàn tộc thiểu tại chỗ đồng bào là nữ chủ có phụ làm lâm do không còn con khả năng "
    "năm nam lao động thành viên "
    "công với cách mạng nhóm đối tượng khác thị khu vực vức ở nông thôn các cấp thoát tái phát "
    "sinh mới trẻ em đầu kỳ kì "
    "thời điểm cuối đến đen ngày tính tỉnh tình kết quả qua thực hiện chính thức đã ước dự kiến "
    "kế hoạch giao mục tiêu "
    "chỉ chi theo chuẩn giai đoạn đoàn trong đó chia ra rà soát của thiếu hụt về việc vệ phụ "
    "dưỡng dinh bảo hiểm y tế trình "
    "độ giáo dục lớn đi học chất nhà diện tích bình quân nguồn nước hoạt tiêu hợp sử dụng dịch "
    "vụ viễn thông phương tiện phục tiếp tin tạm phân giá tiến mức "
    "xã huyện vùng biểu bảng tổng báo cáo liệu thống kê thành phố địa phường hành "
    "chú chờ"
)


@cache
def spellings() -> dict[str, frozenset[str]]:
    """Each word of ``_SPELLINGS`` without accents, with the ways in which it may be written with them."""
    found: dict[str, set[str]] = {}
    for word in _SPELLINGS.split():
        found.setdefault(folded(word), set()).add(word)
    return {key: frozenset(words) for key, words in found.items()}


@cache
def heading_phrases() -> dict[tuple[str, ...], tuple[Term, ...]]:
    """The phrases of headings by their words, with what they say; a filler says nothing."""
    phrases = {words: terms for terms, line in _LINES for words in _split(line)}
    phrases |= dict.fromkeys(_split(_FILLERS), ())
    phrases |= dict(_peoples()) | dict(_lacks())
    return phrases


@cache
def title_phrases() -> dict[tuple[str, ...], tuple[Term, ...]]:
    """The phrases of titles: those of headings, and those that name documents and places."""
    sources = {words: (Term("source", kind),) for kind, line in _SOURCES_OF_TITLES for words in _split(line)}
    return dict.fromkeys(_split(_OF_TITLES), ()) | heading_phrases() | _KEPT_OF_TITLES | sources


_SOURCES_OF_TITLES = (
    (
        "administrative",
        "tai thoi diem ra soat, qua ra soat, theo ra soat, ket qua ra soat, theo ket qua ra soat, ra soat,"
        "at the time of the review, review",
    ),
    (
        "survey",
        "khao sat muc song, khao sat muc song dan cu, khao sat muc song ho gia dinh, dieu tra muc song,"
        "khao sat muc song ho dan cu, dieu tra muc song dan cu, theo khao sat muc song dan cu,"
        "ket qua khao sat muc song dan cu, living standards survey, household living standards survey",
    ),
)
# Notes speak of the figures themselves.
_OF_NOTES = (
    "ghi chu, luu y, chu thich, so lieu tren, so lieu nay, so lieu trong bang, cac so lieu, bang tren, tren,"
    "la, day la, duoc, tinh, chi tinh, chi gom, chi bao gom, chi tinh cho, cho, cac ho, deu, note, notes,"
    "figures, data, the figures above, these figures, are, is, for, only, above, include only,"
    "theo dia gioi hanh chinh moi, theo dia gioi hanh chinh cu, theo dia gioi moi, theo dia gioi cu,"
    "dia gioi hanh chinh moi, dia gioi hanh chinh cu, 34 tinh, 63 tinh, truoc sap xep, sau sap xep"
)
_STATUSES_OF_NOTES = (
    (
        "preliminary",
        "du thao, tam tinh, dang cho phe duyet, cho phe duyet, chua phe duyet, chua duoc phe duyet",
    ),
    ("preliminary", "draft, provisional, not yet approved"),
    ("planned", "chi tieu ke hoach, chi tieu ke hoach giao, ke hoach duoc giao, chi tieu duoc giao"),
)


@cache
def note_phrases() -> dict[tuple[str, ...], tuple[Term, ...]]:
    """The phrases of notes: those of titles, and those that say how settled the figures are."""
    statuses = {
        words: (Term("status", status),) for status, line in _STATUSES_OF_NOTES for words in _split(line)
    }
    return dict.fromkeys(_split(_OF_NOTES), ()) | title_phrases() | statuses


# «Kết quả» of a title announces a report, it does not say that the numbers are final.
_KEPT_OF_TITLES: dict[tuple[str, ...], tuple[Term, ...]] = {
    ("ket", "qua"): (),
    ("ket", "qua", "thuc", "hien"): (),
}


def _split(line: str) -> Iterator[tuple[str, ...]]:
    yield from (tuple(phrase.split()) for phrase in line.split(",") if phrase.strip())


def _peoples() -> Iterator[tuple[tuple[str, ...], tuple[Term, ...]]]:
    """One of the peoples, named with the word for it: «Thái» alone may be a place or a name."""
    for slug, name in PEOPLES.items():
        words = tuple(folded(name).replace("-", " ").split())
        for before in (("dan", "toc"), ("nguoi",), ("nguoi", "dan", "toc")):
            yield (*before, *words), (Term("group", f"of_{slug}"),)


_LACKS = {
    "employment": "viec lam",
    "dependants": "nguoi phu thuoc",
    "nutrition": "dinh duong",
    "health_insurance": "bao hiem y te, bhyt",
    "adult_education": "trinh do giao duc cua nguoi lon, trinh do giao duc nguoi lon",
    "school_attendance": "tinh trang di hoc cua tre em, di hoc cua tre em",
    "housing_quality": "chat luong nha o",
    "floor_area": "dien tich nha o binh quan dau nguoi",
    "water": "nguon nuoc sinh hoat, nuoc sinh hoat",
    "latrine": "nha tieu hop ve sinh",
    "telecom": "su dung dich vu vien thong, dich vu vien thong",
    "information_assets": "phuong tien phuc vu tiep can thong tin",
}


def _lacks() -> Iterator[tuple[tuple[str, ...], tuple[Term, ...]]]:
    for name in DEPRIVATIONS:
        for words in _split(_LACKS[name]):
            for before in (("thieu", "hut"), ("thieu", "hut", "ve")):
                yield (*before, *words), (Term("condition", f"deprived_{name}"),)
