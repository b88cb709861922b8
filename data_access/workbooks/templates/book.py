"""A template's workbook in the making: its formats, words and lists for drop-downs."""

import io
from typing import Any

import xlsxwriter

from data_access.workbooks.templates.contents import TemplateContents
from vocabulary.words import Words

INK, PAPER, ENTRY, LOCKED = "#1f2d3a", "#eef2f5", "#ffffff", "#e3e8ec"
LISTS = "_lists"
HEAD = {
    "bold": True,
    "bg_color": PAPER,
    "border": 1,
    "text_wrap": True,
    "valign": "top",
    "align": "center",
}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": INK},
    "quiet": {"font_color": "#55636f", "text_wrap": True, "valign": "top"},
    "label": {"bold": True, "font_color": INK, "valign": "vcenter", "text_wrap": True},
    "group": {"bold": True, "bg_color": "#cfd9e1", "border": 1, "align": "center", "text_wrap": True},
    "head": HEAD,
    "people": HEAD | {"bg_color": "#fff7dc", "locked": False},
    "code": {"font_size": 8, "font_color": "#8595a1"},
    "area0": {"bold": True, "bg_color": LOCKED, "border": 1},
    "area1": {"bold": True, "bg_color": LOCKED, "border": 1, "indent": 1},
    "area2": {"bg_color": LOCKED, "border": 1, "indent": 2},
    "count": {"locked": False, "border": 1, "num_format": "#,##0", "bg_color": ENTRY},
    "rate": {"locked": False, "border": 1, "num_format": "0.00", "bg_color": ENTRY},
    "reckoned": {"border": 1, "num_format": "0.00", "bg_color": LOCKED, "font_color": "#55636f"},
    "text": {"locked": False, "border": 1, "text_wrap": True, "valign": "top", "num_format": "@"},
    "open": {"locked": False, "border": 1, "valign": "top"},
}


class TemplateBook:
    """A workbook in the making, with its formats, words and lists."""

    def __init__(self, contents: TemplateContents) -> None:
        self.contents = contents
        self.words = Words(contents.language)
        self._out = io.BytesIO()
        # Text stays text: nothing that a name begins with becomes a formula or a link.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self._out, options)
        self.formats = {name: self.book.add_format(given) for name, given in FORMATS.items()}
        self._lists: dict[str, list[str]] = {}

    def choice(self, word: str) -> str:
        """A word of a drop-down list: its code and what it means."""
        return f"{word} · {self.words(f'choice.{word}')}"

    def list_of(self, name: str, entries: list[str]) -> str:
        """The address of a list for drop-downs; lists of one name are one list."""
        self._lists.setdefault(name, entries)
        column = list(self._lists).index(name)
        letters = xlsxwriter.utility.xl_col_to_name(column)
        return f"={LISTS}!${letters}$1:${letters}${max(len(entries), 1)}"

    def closed(self) -> bytes:
        """The bytes of the finished workbook."""
        sheet = self.book.add_worksheet(LISTS)
        for column, entries in enumerate(self._lists.values()):
            for row, entry in enumerate(entries):
                sheet.write_string(row, column, entry)
        sheet.very_hidden()
        self.book.close()
        return self._out.getvalue()
