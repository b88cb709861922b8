"""Lines around a table that say nothing of its figures: who sends and signs it, where it is from, pages."""

import re
import unicodedata

from data_access.text.folding import folded
from data_access.workbooks.understanding.written_units import names_scaled_unit
from data_access.workbooks.understanding.written_years import without_documents

# «Sở …» sends a table, and «Số hộ …» begins its title: the accents tell them apart.
_LETTERHEAD = re.compile(
    r"^\W*(?:ubnd|u[ỷy] ban|ủy ban|uy ban nhan dan|sở |bộ |cộng h[oò][àa] |cong hoa xa hoi"
    r"|độc lập|doc lap|chi cục"
    r"|phòng |cục |tổng cục|đơn vị (?:báo cáo|gửi)|mẫu số|kèm theo|ban hành|nguồn\s*:|nơi nhận|người lập"
    r"|cổng thông tin|ban chỉ đạo"
    r"|văn phòng (?:điều phối|ubnd|hđnd|thường trực|quốc gia)|so (?:lao dong|nong nghiep|tai chinh)"
    r"|bo (?:lao dong|nong nghiep))"
    r"|^.{0,40}ngày \S+ tháng \S+ năm \S+$"
)
_HARMLESS = re.compile(
    r"(?:ghi chu|notes?|luu y|chu thich|trang \d+.{0,12}|page \d+.{0,12}"
    r"|nguon(?: so lieu| du lieu)?\s*:.*|source\s*:.*|noi nhan.*|luu\s*:?\s*vt.*|nhu tren"
    r"|(?:kt|tm|tl|tuq)\b\s*\.?.*|(?:nguoi|can bo|don vi) (?:lap|kiem tra|tong hop|bao cao|ky)\b.*"
    r"|(?:pho )?(?:chu tich|giam doc|truong phong|chi cuc truong|cuc truong|thu truong|bo truong|truong ban"
    r"|chanh van phong)\b.{0,40}|(?:da )?ky\b.{0,40}|(?:chu ky|ho va ten|ho ten)\b.{0,30}"
    r"|(?:prepared|checked|signed|approved) by.*"
    r"|(?:phu luc|bieu|phu bieu|bang|mau)(?: so)?[\s\d.a-zivx/-]{0,8}"
    r"|kem theo.*|ban hanh kem theo.*"
    r"|so\s*:?\s*\d{0,6}\s*(?:/[\w /-]{0,30})?|(?:tuyet |toi )?mat|hoa toc|khan"
    r"|(?:ngay|gio) in\b[\s\d:/.-]{0,30})"
)
# What narrows or changes figures, also in a line that begins like a harmless one.
_CHANGES = re.compile(
    r"\b(?:chua|khong|chi (?:tinh|gom|bao gom|lay|co)|rieng|ngoai tru|loai tru|tru (?:cac|huyen|xa)"
    r"|bao gom|uoc|so bo|du thao|du kien|tam tinh|ke hoach giao|chi tieu|muc tieu|bien gioi|thoi diem"
    r"|dan toc thieu so|dtts|thanh thi|nong thon|excluding|except|only|not|preliminary|draft"
    r"|estimate[ds]?|planned|target)\b"
)
_NAMES_OF_OFFICES = re.compile(
    r"muc tieu quoc gia|phat trien nong thon|nong thon moi|chi tieu thong ke quoc gia"
)
_CAPTION = re.compile(r"(?:bang|bieu|hinh|bieu do)(?: so)? \d{1,3}(?:\.\d{1,2})?\s*[.:]\s")
_DID = re.compile(
    r"(?:nguoi |can bo )?(?:tong hop|lap bieu|lap bang|kiem tra|nhap lieu|thuc hien|bao cao|ky ten)"
)
_SURNAME = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Trịnh|Đoàn|Mai|Lương"
    r"|Lò|Vàng|Giàng|Sùng|Nông|Cao|Tạ|Chu|Quách|Trương|Lại|Lưu|Tô|Thào|Hầu|Bế|Mùa|Lù|Cầm|Hạng|Lầu|Hà)"
)


def is_harmless(text: str) -> bool:
    """Whether a line is known to say nothing of what the figures are: no meaning, unit or time."""
    bare = _NAMES_OF_OFFICES.sub(" ", folded(without_documents(text)))
    if names_scaled_unit(text) or _CHANGES.search(bare):
        return False
    bare = bare.strip(" .:;,()-*/…")
    # «x 1000» and «'000» have hardly a letter, and yet say how large the numbers are.
    is_mark = sum(letter.isalpha() for letter in bare) <= 1 and "000" not in bare
    return is_mark or bool(_HARMLESS.fullmatch(bare)) or _is_letterhead(text) or _is_person(text)


def is_caption(text: str) -> bool:
    """Whether a line below a table numbers it or the next one, «Bảng 1. …», and narrows no figures."""
    bare = _NAMES_OF_OFFICES.sub(" ", folded(without_documents(text)))
    return bool(_CAPTION.match(bare)) and not names_scaled_unit(text) and not _CHANGES.search(bare)


def _is_letterhead(text: str) -> bool:
    return bool(_LETTERHEAD.search(unicodedata.normalize("NFC", text).casefold()))


def _is_person(text: str) -> bool:
    """Whether a line is a name, or says who did something: «Tổng hợp: NAME»."""
    written = unicodedata.normalize("NFC", text)
    did, _, name = written.rpartition(":")
    if did and not _DID.fullmatch(folded(did)):
        return False
    words = name.split()
    return (
        2 <= len(words) <= 5 and bool(_SURNAME.fullmatch(words[0])) and all(word.istitle() for word in words)
    )
