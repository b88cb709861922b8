"""Years as tables write them: «năm 2024», «31/12/2024», «giai đoạn 2022–2025»; not the dates of documents."""

import re
from typing import NamedTuple

from data_access.workbooks.understanding.lexicon import PERIOD, YEAR_END

FIRST, LAST = 1990, 2050
# How a day that is not the last of a year is written in what ``dated`` returns.
DAY = "@day_"
YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)"
_RANGE = re.compile(_YEARS)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)(?!\d)")
_DAY_IN_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{2})-(\d{2})(?:[T ][\d:.]+)?(?!\d)")
# A document is named with its number and date, which are not those of the figures.
_DOCUMENT = re.compile(
    r"(?:\(?\s*(?:ban hành\s+)?kèm theo\s+)?(?:theo\s+)?\b(?:quyết định|công văn|nghị quyết|nghị định"
    r"|thông tư|tờ trình|văn bản|báo cáo|kế hoạch"
    r"|decision|decree|resolution|circular)\s+(?:số|no\.?)[\s:]*\S+"
    r"(?:\s*,?\s*(?:ngày|dated|of)\s*(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|\d{1,2}/\d{4}|[\s.…/]*))?(?:\s+(?:của|of)\b.*)?",
    re.IGNORECASE,
)


class Dated(NamedTuple):
    """A text with its dates taken out: ``text`` has marks where they stood, ``periods`` their years."""

    text: str
    years: tuple[int, ...]
    periods: tuple[tuple[int, int], ...]


def without_documents(text: str) -> str:
    """A text without the documents that it names."""
    return _DOCUMENT.sub(" ", text)


def dated(text: str) -> Dated:
    """Years of last days («31/12/2024») and periods of a text; single years stay in it.

    A day in the middle of a year becomes one word, which is not understood.
    """
    years: list[int] = []
    periods: list[tuple[int, int]] = []

    def day(number: int, month: int, year: int) -> str:
        if (number, month) != (31, 12):
            return f" {DAY}{number}_{month}_{year} "
        years.append(year)
        return f" {YEAR_END} "

    def period(match: re.Match[str]) -> str:
        periods.append((int(match[1]), int(match[2])))
        return f" {PERIOD} "

    text = _ISO_DAY.sub(lambda found: day(int(found[3]), int(found[2]), int(found[1])), text)
    for pattern in (_DAY, _DAY_IN_WORDS):
        text = pattern.sub(lambda found: day(int(found[1]), int(found[2]), int(found[3])), text)
    return Dated(_RANGE.sub(period, text), tuple(years), tuple(periods))


def year_in(text: str) -> int | None:
    """A word as a year; None where it is none."""
    return int(text) if YEAR.fullmatch(text) and FIRST <= int(text) <= LAST else None
