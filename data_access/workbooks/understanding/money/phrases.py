"""What each phrase of a money table's headings and titles says, in Vietnamese without accents and in English.

Facets are ``money`` (it speaks of money at all), ``budget`` (whose money), ``nature`` (for investment or for
recurrent spending), ``stage``, ``carried`` (whether money of last year is included), ``whole`` (a total),
``measure`` (a rate is no amount), ``status``, ``time`` and ``programme``.
"""

import re
from collections.abc import Iterator
from functools import cache

from data_access.text.folding import folded
from data_access.workbooks.understanding.lexicon import PERIOD, Term, spellings
from data_access.workbooks.understanding.parsing import Grammar, Parsed, Phrases, parsed_with
from data_access.workbooks.understanding.written_units import bracketed_units
from data_access.workbooks.understanding.written_years import without_documents

MONEY, WHOLE, RATE = Term("money", "yes"), Term("whole", "yes"), Term("measure", "rate")
_LINES: tuple[tuple[tuple[Term, ...], str], ...] = (
    ((MONEY,), "von, nguon von, kinh phi, nguon kinh phi, so tien, so von, money, funds, amount, funding"),
    (
        (MONEY, Term("budget", "central")),
        "ngan sach trung uong, nstw, ns trung uong, ns tw, ngan sach tw, trung uong, tw, central budget,"
        "central",
    ),
    (
        (MONEY, Term("budget", "local")),
        "ngan sach dia phuong, nsdp, ns dia phuong, ns dp, ngan sach dp, dia phuong, doi ung,"
        "doi ung dia phuong,"
        "doi ung cua dia phuong, doi ung ngan sach dia phuong, doi ung tu ngan sach dia phuong,"
        "local budget, local",
    ),
    ((MONEY, Term("budget", "state_budget")), "ngan sach nha nuoc, nsnn, ns nha nuoc, state budget"),
    (
        (MONEY, Term("budget", "policy_credit")),
        "tin dung chinh sach, tin dung chinh sach xa hoi, policy credit",
    ),
    (
        (MONEY, Term("budget", "mobilised")),
        "huy dong, huy dong khac, huy dong hop phap, huy dong hop phap khac, other mobilised, mobilised",
    ),
    (
        (MONEY, Term("budget", "other_programmes")),
        "long ghep, long ghep chuong trinh khac, long ghep cac chuong trinh khac,"
        "long ghep tu chuong trinh khac,"
        "long ghep tu cac chuong trinh khac",
    ),
    (
        (MONEY, Term("nature", "development")),
        "dau tu phat trien, dtpt, dau tu, dau tu cong, development investment, capital",
    ),
    (
        (MONEY, Term("nature", "recurrent")),
        "su nghiep, vsn, von sn, thuong xuyen, chi thuong xuyen, recurrent",
    ),
    ((Term("stage", "planned"),), "ke hoach, kh, du toan, ke hoach von, kh von, plan, planned"),
    (
        (Term("stage", "assigned"),),
        "giao, duoc giao, da giao, ke hoach giao, kh giao, ke hoach duoc giao, phan bo, da phan bo,"
        "duoc phan bo,"
        "giao ke hoach, assigned, allocated",
    ),
    (
        (MONEY, Term("stage", "disbursed")),
        "giai ngan, da giai ngan, thuc hien giai ngan, so giai ngan, gia tri giai ngan, ket qua giai ngan,"
        "luy ke giai ngan, giai ngan luy ke, so von giai ngan, so von da giai ngan, disbursed, disbursement",
    ),
    (
        (MONEY, Term("stage", "carried_over")),
        "keo dai, von keo dai, keo dai tu nam truoc, nam truoc chuyen sang, tu nam truoc chuyen sang,"
        "nam truoc keo dai, chuyen nguon, chuyen nguon tu nam truoc, carried over",
    ),
    (
        (Term("carried", "yes"),),
        "bao gom ca von keo dai, gom ca von keo dai, ke ca von keo dai, bao gom von keo dai, gom von keo dai,"
        "ca von keo dai, including carried over",
    ),
    (
        (Term("carried", "no"),),
        "khong bao gom von keo dai, khong gom von keo dai, khong ke von keo dai, chua bao gom von keo dai,"
        "chua gom von keo dai",
    ),
    (
        (RATE,),
        "ty le, ti le, %, phan tram, ty le giai ngan, ti le giai ngan, so voi ke hoach, so voi kh,"
        "so voi ke hoach giao,"
        "tren ke hoach, rate, share, percent",
    ),
    ((WHOLE,), "tong, tong so, tong cong, cong, total"),
    ((WHOLE, MONEY), "tong von, tong so von, tong kinh phi, tong nguon von, tong muc von"),
    ((Term("status", "expected"),), "uoc, uoc tinh, du kien, estimated"),
    ((Term("status", "preliminary"),), "so bo, preliminary"),
    ((Term("status", "final"),), "chinh thuc, final"),
    (
        (Term("programme", "spr"),),
        "giam ngheo ben vung, chuong trinh giam ngheo ben vung, mtqg giam ngheo ben vung,"
        "chuong trinh muc tieu quoc gia giam ngheo ben vung, chuong trinh mtqg giam ngheo ben vung,"
        "ctmtqg giam ngheo ben vung, sustainable poverty reduction, giam ngheo",
    ),
    (
        (Term("programme", "nrd"),),
        "xay dung nong thon moi, nong thon moi, chuong trinh muc tieu quoc gia xay dung nong thon moi",
    ),
    (
        (Term("programme", "em"),),
        "phat trien kinh te xa hoi vung dong bao dan toc thieu so va mien nui,"
        "chuong trinh muc tieu quoc gia phat trien kinh te xa hoi vung dong bao dan toc thieu so va mien nui",
    ),
    (
        (Term("programme", "three"),),
        "cac chuong trinh muc tieu quoc gia, cac chuong trinh mtqg, cac ctmtqg,"
        "ba chuong trinh muc tieu quoc gia,"
        "3 chuong trinh muc tieu quoc gia, 03 chuong trinh muc tieu quoc gia, 03 chuong trinh mtqg,"
        "3 chuong trinh mtqg",
    ),
)
_FILLERS = (
    f"nam, trong do, chia ra, cua, tu, nguon, giai doan {PERIOD}, {PERIOD}, ngay, va, theo, gom,"
    f"trong nam, of which,"
    "year, in, of, the, for, from, luy ke, luy ke den, luy ke den ngay, luy ke den het ngay, den, den ngay,"
    "tinh den, tinh den ngay, den het, den het ngay, as of, to, and, dot, thuoc"
)
_OF_TITLES = (
    "bieu, bieu so, phu luc, phu bieu, bang, mau, tong hop, tong hop ket qua, bao cao, so lieu,"
    "tinh hinh, ket qua,"
    "tien do, thuc hien, de thuc hien, viec, cong tac, phan theo dia phuong, theo dia phuong,"
    "phan theo tinh, theo tinh,"
    "chia theo tinh, cac dia phuong, cac tinh, cac huyen, cac xa, cho cac dia phuong, cho cac tinh,"
    "cho cac huyen,"
    "cho cac xa, cho, tren dia ban, tinh, huyen, thanh pho, xa, phuong, cac tinh thanh pho, chuong trinh,"
    "muc tieu quoc gia, chuong trinh muc tieu quoc gia, chuong trinh mtqg, ctmtqg, mtqg, chi tiet, cac, tai,"
    "don vi hanh chinh, nguon von, theo nguon von, ca nuoc, toan quoc, toan tinh, by province,"
    "by district, by, table, annex,"
    "report, on, national target programme, programme, on the"
)
_OF_NOTES = "ghi chu, luu y, so lieu, so lieu tren, la, day la, bang tren, note, notes, figures, are"
# Spelt so; «tin» is none of «tín», «ngàn» none of «ngân».
_SPELLINGS = (
    "tín sự ngân giải toán tiểu dự án vốn phí đối ứng lũy luỹ kế tỷ tỉ đầu tư đợt việc trên chương tiền từ bổ"
    " bao kể so vững dựng cho ý bền trước"
)
_PROJECT = re.compile(
    r"(?:tiểu dự án\s+(?P<part>\d)\s*[,;:–-]?\s*(?:(?:thuộc|của)\s+)?)?dự án\s+(?P<number>\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:hết\s+)?tháng\s+(?P<month>\d{1,2})\s*(?:/|năm\s+)\s*(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MARK = re.compile(r"@project_(\d)(?:_(\d))?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def money_heading(text: str) -> Parsed:
    """What one text of a heading says; a unit in brackets is left out.

    Days up to which it counts and projects that it names are terms: ``day`` (ISO), ``project`` (4 or 4.1).
    """
    return _money(bracketed_units(text)[0], _phrases("heading"))


def money_title(text: str) -> Parsed:
    """The same of a line above a table; the documents that it names are left out."""
    return _money(without_documents(text), _phrases("title"))


def money_note(text: str) -> Parsed:
    """The same of a line around a table; the documents that it names are left out."""
    return _money(without_documents(text), _phrases("note"))


# What a money table is read with.
OF_MONEY = Grammar(
    title=money_title,
    note=money_note,
    subjects=("money", "budget", "nature", "stage", "programme"),
    narrowing=("budget", "nature", "stage", "carried", "programme", "project"),
    asks_what_narrows=True,
)


def _money(text: str, phrases: Phrases) -> Parsed:
    parsed = parsed_with(_marked(text), phrases, _spellings())
    terms, unknown = list(parsed.terms), []
    for word in parsed.unknown:
        day, project = _DAY.fullmatch(word), _MARK.fullmatch(word)
        if day is not None:
            terms.append(Term("day", f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"))
        elif project is not None:
            terms.append(Term("project", ".".join(filter(None, project.groups()))))
        else:
            unknown.append(word)
    if "end" in parsed.values("time"):
        terms += [Term("day", f"{year}-12-31") for year in parsed.years]
    return parsed._replace(terms=tuple(terms), unknown=tuple(unknown))


def _marked(text: str) -> str:
    """A text with its projects and the ends of its months as single words."""
    text = _PROJECT.sub(
        lambda found: f" @project_{found['number']}{'_' + found['part'] if found['part'] else ''} ", text
    )
    return _MONTH.sub(_last_day, text)


def _last_day(found: re.Match[str]) -> str:
    month, year = int(found["month"]), int(found["year"])
    if not 1 <= month <= 12:
        return found[0]
    is_leap = month == 2 and year % 4 == 0
    return f"ngày {_LAST_DAYS[month - 1] + is_leap}/{month}/{year}"


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """The spellings of the forms' words, and those of money."""
    found = {key: set(words) for key, words in spellings().items()}
    for word in _SPELLINGS.split():
        found.setdefault(folded(word), set()).add(word)
    return {key: frozenset(words) for key, words in found.items()}


@cache
def _phrases(where: str) -> Phrases:
    """The phrases of headings; of titles and notes those that name documents and places besides."""
    found: dict[tuple[str, ...], tuple[Term, ...]] = dict.fromkeys(_split(_FILLERS), ())
    if where != "heading":
        found |= dict.fromkeys(_split(_OF_TITLES), ())
    if where == "note":
        found |= dict.fromkeys(_split(_OF_NOTES), ())
    return found | {words: terms for terms, line in _LINES for words in _split(line)}


def _split(line: str) -> Iterator[tuple[str, ...]]:
    yield from (tuple(phrase.split()) for phrase in line.split(",") if phrase.strip())
