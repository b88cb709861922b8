"""Whether a text may be the name of a person: of any of the 54 peoples, by its shape and words.

A surname alone proves nothing, as places are named after people and people after places; ``privacy`` looks at
whole columns.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

from data_access.store.settings import StoreSettings
from data_access.text.folding import folded
from data_access.workbooks.reading.forms import PEOPLES

# How a person is spoken of before the name.
TITLES = re.compile(r"^(?:ho\s+)?(?:ong|ba|anh|chi|em|chau|co|chu|bac|mr|mrs|ms)\b\.?\s+")
# What comes with a name in its cell: a number before it, a year, a note or a place after it.
AROUND = re.compile(r"^\s*(?:\d+\s*[.)\-]\s*)?|\s*[(,;/–—].*$|\s+-\s.*$|\s*\d.*$")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*\.?")
# Words that stand between a surname and a given name, of women and of men.
MIDDLE = frozenset({"thị", "văn", "thi", "van", "đình", "hữu"})
# Names begin so among the Ê Đê, Gia Rai, Ba Na, Xơ Đăng, Mnông, Cơ Ho, Mạ and others.
FIRST_OF_HIGHLANDS = re.compile(r"(?:y|a|h|k)|(?:h|k|y|a)['’ʼ‘`].+")
GLUED_FIRST = re.compile("[HKYA]['’ʼ‘`].+")
SURNAMES = frozenset(
    (
        # Kinh, Hoa, Mường, Thổ, Tày, Nùng, Sán Dìu, Sán Chay, Giáy, Dao, Ngái
        *("nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do"),
        *("ho", "ngo", "duong", "ly", "dinh", "doan", "luong", "mai", "truong", "ha", "cao", "chu", "ta"),
        *("trinh", "tong", "to", "dao", "lam", "luu", "phung", "vuong", "tang", "quach", "kieu", "thai"),
        *("la", "diep", "trieu", "nong", "be", "ma", "luc", "dam", "vi", "hua", "lieu", "lang", "nung"),
        *("chau", "linh", "ban", "phu", "tan", "chao", "lu", "phuong", "than", "ninh", "khuat", "nghiem"),
        *("dau", "kim", "tu", "ong", "bach", "giap", "thieu", "cung", "quang", "au", "tieu", "loc"),
        *("khong", "lai"),
        # Thái, Lào, Lự, Khơ Mú, Kháng, Xinh Mun, La Ha, Mảng, Si La, Hà Nhì, La Hủ, Cống
        *("lo", "ca", "leo", "cam", "bac", "deo", "me", "moong", "cut", "xeo", "pon", "cha", "chang"),
        *("po", "pu", "khoang", "vang", "lay", "giang"),
        # Mông, Pà Thẻn, Lô Lô, Cờ Lao, Pu Péo, La Chí, Bố Y, Phù Lá
        *("sung", "thao", "mua", "hang", "cu", "va", "tho", "hau", "cho", "lau", "xong", "ya", "cang"),
        *("sin", "hung", "van", "trang", "min", "seo"),
        # Khmer, Chăm
        *("thach", "danh", "kien", "son", "neang", "thi", "bao", "qua", "ba", "da", "nguu", "tuc"),
        *("mohamad", "musa", "ysa", "abdol", "sales", "haji", "thuan", "nao", "dong"),
        # Ba Na, Gia Rai, Ê Đê, Mnông, Ra Glai, Chu Ru, Cơ Ho, Mạ, Xtiêng, Chơ Ro, Hrê, Co, Cơ Tu, Bru, Tà Ôi
        *("siu", "ksor", "kpa", "kpuih", "rahlan", "ro", "romah", "rcom", "rmah", "nay", "rolan", "puih"),
        *("hiao", "nie", "eban", "ebanh", "mlo", "ayun", "buon", "enuol", "kbuor", "kdoh", "hwing"),
        *("hmok", "bya", "kpor", "kator", "kato", "chamale", "chamalea", "pinang", "pi", "patau", "mau"),
        *("cil", "kra", "ko", "lieng", "touneh", "tou", "jo", "bon", "dieu", "alang", "bhling", "zoram"),
        *("coor", "poloong", "briu", "aral", "ating", "arat", "kan", "vien", "hoih", "bloong", "pa"),
    )
)  # fmt: skip
# Hamlets, units and offices begin so.
OF_PLACES = (
    *("thôn", "bản", "làng", "buôn", "bon", "bôn", "plei", "plơi", "ấp", "xóm", "khu", "tổ", "phum"),
    *("sóc", "khóm", "khối", "phố", "tiểu khu", "nà", "pác", "khuổi", "xã", "phường", "huyện", "tỉnh"),
    *("quận", "thị xã", "thị trấn", "thành phố", "tp", "tx", "tt", "đặc khu", "vùng", "miền", "sở"),
    *("ban quản lý", "ban dân tộc", "chi cục", "phòng", "ủy ban", "uỷ ban", "ubnd", "trường", "trạm"),
    *("công ty", "hợp tác xã", "htx", "dự án", "tiểu dự án", "chương trình", "hội", "đoàn", "công trình"),
    *("đường", "cầu", "hộ nghèo", "tổng", "cộng", "chùa", "nhà", "bộ"),
)
PLACES_BEGIN = re.compile(rf"(?:{'|'.join(OF_PLACES)})\b", re.IGNORECASE)
PLACES_BEGIN_BARE = re.compile(rf"(?:{'|'.join(map(folded, OF_PLACES))})\b", re.IGNORECASE)
MOST_WORDS = 6


def may_name_a_person(text: str) -> bool:
    """Whether a text has the shape of a person's name and is no name of a place, a people, or an office."""
    words = name_in(text)
    return bool(words) and not is_place(" ".join(words)) and not is_place(text)


def surely_names_a_person(text: str) -> bool:
    """Whether it moreover has a word that names of people have: a surname, «Thị», «Văn», «Y», «H'»."""
    words = name_in(text)
    if not words or is_place(" ".join(words)) or is_place(text):
        return False
    has_title = TITLES.match(folded(text)) is not None
    return has_title or _has_middle(words) or _is_of_highlands(words) or folded(words[0]) in SURNAMES


def name_in(text: str) -> list[str]:
    """The words of a text that has the shape of a name, capitalised and few; empty for any other."""
    bare = AROUND.sub("", AROUND.sub("", text, count=1)).strip()
    title = TITLES.match(folded(bare))
    words = bare.split()[len(title[0].split()) if title else 0 :]
    fewest = 1 if title or (words and GLUED_FIRST.fullmatch(words[0])) else 2
    begins = PLACES_BEGIN_BARE if bare.isascii() else PLACES_BEGIN
    if not fewest <= len(words) <= MOST_WORDS or begins.match(bare):
        return []
    is_shaped = all(WORD.fullmatch(word) for word in words)
    is_capital = all(word[0].isupper() for word in words) or _has_middle(words)
    return words if is_shaped and is_capital and folded(" ".join(words)) not in _peoples() else []


def _has_middle(words: list[str]) -> bool:
    return len(words) > 2 and any(word.lower() in MIDDLE for word in words[1:-1])


def _is_of_highlands(words: list[str]) -> bool:
    return FIRST_OF_HIGHLANDS.fullmatch(folded(words[0])) is not None


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(folded(re.sub(r"[\s–-]+", " ", name)) for name in PEOPLES.values())


@lru_cache(maxsize=8192)
def is_place(text: str) -> bool:
    """Whether a text is the name of an area of either era, with or without the word for its kind."""
    return _key(text) in _places(StoreSettings().data_dir)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", folded(text))


@lru_cache(maxsize=2)
def _places(data_dir: Path) -> frozenset[str]:
    names: set[str] = set()
    for file in sorted((data_dir / "areas").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                names |= {row.get(name) or "" for name in ("name_vi", "full_name_vi", "full_name_en")}
    return frozenset(map(_key, names)) - {""}
