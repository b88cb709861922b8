"""What a file really is, and whether it is safe to parse; decided by its bytes before any parser sees it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from data_access.workbooks.reading.errors import UploadUnusable

MEGABYTE = 1 << 20
BLOCK = 1 << 20
# Marks may lie across two blocks.
OVERLAP = 64
RATIO_LIMIT = 200
RATIO_FREE_BYTES = 10 * MEGABYTE
MEMBER_LIMIT = 2000
MOST_COLUMNS = 1000
MOST_ROWS = 1_100_000
MOST_CELLS = 40_000_000
DAMAGE = (zipfile.BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, ValueError)
# First bytes of what is sent by mistake → what to call it.
STRANGERS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"{\\rtf": "document",
    b"SQLite format 3": "database",
    b"MZ": "program",
    b"\x7fELF": "program",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<table|<script|<\?xml)", re.IGNORECASE)
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00\xfe\xff")
ROW = re.compile(rb"""<(?:[\w.-]+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,12})["']""")
CELL = re.compile(rb"""<(?:[\w.-]+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,8})(\d{1,12})["']""")
# A formula, an error, or something hidden: what a parser does not tell.
SUSPICIOUS = re.compile(
    rb"""<(?:[\w.-]+:)?f[\s/>]|\bt\s*=\s*["']e["']|\bhidden\b|\b(?:ht|width)\s*=\s*["']0["'.]"""
)
# Text of which a part is raised, lowered or struck through: a parser joins it to the rest.
MARKED_TEXT = (b"vertAlign", b"strike")
OF_MARGINS = (b"Header", b"Footer")
MARGIN = re.compile(rb"<(?:[\w.-]+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]{1,2000})<")
# What an office's programs keep beside the sheets, such as queries in UTF-16; no parser here reads it.
CUSTOM_PART = re.compile(r"customXml/", re.IGNORECASE)
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
TEXTS_PART = re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE)


class UploadLimits(BaseSettings):
    """How large an upload may be."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    upload_max_mb: int = Field(
        default=200, gt=0, description="The largest upload that is read, in megabytes."
    )

    @property
    def file_bytes(self) -> int:
        """The largest file."""
        return self.upload_max_mb * MEGABYTE

    @property
    def unpacked_bytes(self) -> int:
        """The most that a workbook may unpack to."""
        return 4 * self.file_bytes


@dataclass
class Marks:
    """What a parser does not tell of the parts of a workbook, noticed while they were counted.

    ``suspicious`` are parts of sheets and texts, ``margins`` the texts of the margins of a sheet's pages.
    """

    suspicious: set[str] = field(default_factory=set)
    margins: dict[str, list[bytes]] = field(default_factory=dict)


def kind_of_file(path: Path, limits: UploadLimits) -> str:
    """``xlsx`` or ``text``; raises ``UploadUnusable`` for anything else, by its first bytes."""
    size = path.stat().st_size
    if size == 0:
        raise UploadUnusable("empty_file")
    if size > limits.file_bytes:
        raise UploadUnusable("too_large", limit_mb=limits.upload_max_mb)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(ZIP):
        return "xlsx"
    if head.startswith(OLE):
        raise UploadUnusable("encrypted" if _is_encrypted(path) else "old_format")
    for start, kind in STRANGERS.items():
        if head.startswith(start):
            raise UploadUnusable("not_a_table", kind=kind)
    if HTML.match(head.lstrip(b"\xef\xbb\xbf")):
        raise UploadUnusable("not_a_table", kind="web_page")
    return "text"


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(MEGABYTE)


def inspect_workbook(path: Path, limits: UploadLimits) -> Marks:
    """Unpack every part of a workbook block by block, keep nothing, and refuse what is dangerous.

    Counts what really comes out, as the sizes an archive declares may be a lie. Raises ``UploadUnusable``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, limits)
    except RuntimeError as error:
        raise UploadUnusable("encrypted") from error
    except DAMAGE as error:
        raise UploadUnusable("damaged") from error


def _inspect(archive: zipfile.ZipFile, limits: UploadLimits) -> Marks:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MEMBER_LIMIT:
        raise UploadUnusable("too_large", limit_mb=limits.upload_max_mb)
    if len({name.casefold() for name in names}) != len(names):
        raise UploadUnusable("damaged")
    if any(_leads_outside(name) for name in names):
        raise UploadUnusable("unsafe_name")
    _refuse_by_names({name.casefold() for name in names})
    marks, left = Marks(), limits.unpacked_bytes
    for member in members:
        left -= _inspect_member(archive, member, left, marks)
    return marks


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _refuse_by_names(names: set[str]) -> None:
    if any(name.endswith(("vbaproject.bin", ".bas")) or "macrosheets/" in name for name in names):
        raise UploadUnusable("macros")
    if "xl/workbook.bin" in names or "mimetype" in names or "content.xml" in names:
        raise UploadUnusable("old_format")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise UploadUnusable("not_a_table", kind="document")
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise UploadUnusable("not_a_table", kind="archive")


def _inspect_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, marks: Marks) -> int:
    is_sheet = bool(SHEET_PART.fullmatch(member.filename))
    is_texts = bool(TEXTS_PART.fullmatch(member.filename))
    is_xml = member.filename.casefold().endswith((".xml", ".rels", ".vml"))
    extent = [0, 0]
    written, first = 0, True
    for block in _blocks(archive, member, left):
        written = block.end
        if is_xml and not CUSTOM_PART.match(member.filename):
            _refuse_entities(block.bytes, first=first)
        if is_sheet:
            _measure(block.bytes, extent)
            if any(word in block.bytes for word in OF_MARGINS):
                marks.margins.setdefault(member.filename, []).extend(MARGIN.findall(block.bytes))
            if member.filename not in marks.suspicious and SUSPICIOUS.search(block.bytes):
                marks.suspicious.add(member.filename)
        if (is_sheet or is_texts) and any(word in block.bytes for word in MARKED_TEXT):
            marks.suspicious.add(member.filename)
        first = False
    return written


@dataclass(frozen=True)
class _Block:
    bytes: bytes
    end: int


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> Iterator[_Block]:
    allowed = min(left, max(RATIO_FREE_BYTES, RATIO_LIMIT * max(member.compress_size, 1)))
    end, tail = 0, b""
    with archive.open(member) as source:
        while fresh := source.read(BLOCK):
            end += len(fresh)
            if end > allowed:
                raise UploadUnusable("unpacks_too_large", limit_mb=left // MEGABYTE)
            yield _Block(tail + fresh, end)
            tail = fresh[-OVERLAP:]


def _refuse_entities(block: bytes, *, first: bool) -> None:
    if ENTITIES.search(block) or (first and block.startswith(WIDE_TEXT)):
        raise UploadUnusable("unsafe_xml")


def _measure(block: bytes, extent: list[int]) -> None:
    """Refuse a sheet whose farthest cell would need more room than there is, however few cells it has."""
    extent[0] = max([extent[0], *map(int, ROW.findall(block))])
    letters = {letters for letters, _ in CELL.findall(block)}
    extent[1] = max([extent[1], *(_column_number(name) for name in letters)])
    if extent[0] > MOST_ROWS or extent[1] > MOST_COLUMNS or extent[0] * extent[1] > MOST_CELLS:
        raise UploadUnusable("too_many_cells", rows=MOST_ROWS, columns=MOST_COLUMNS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number
