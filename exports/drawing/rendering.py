"""A drawn sheet as PNG and PDF: resvg draws, typst sets; both with the type face that is shipped."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import typst
import vl_convert

from data_access.days import today
from ui.charts.print_fonts import FONTS, register_fonts

PRINT_DPI, SHEET_DPI, POINT_DPI = 300, 96, 72


@cache
def typst_fonts() -> typst.Fonts:
    """Return the fonts that documents are set in: ours and no others, alike on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def png(svg: str, dpi: int = PRINT_DPI) -> bytes:
    """Return a sheet as a picture of so many dots an inch."""
    register_fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=POINT_DPI / SHEET_DPI, ppi=dpi))


def pdf_of_sheets(
    sheets: Sequence[tuple[str, str]], width: float, height: float, title: str, language: str
) -> bytes:
    """Return sheets, each with its title, as one document with a page and a bookmark for each."""
    day = today()
    lines = [
        f"#set document(title: {_quoted(title)}, "
        f"date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))",
        f'#set text(font: "Inter", lang: {_quoted(language)})',
        f"#set page(width: {width * 0.75:.2f}pt, height: {height * 0.75:.2f}pt, margin: 0pt)",
        "#show heading: it => place(hide(it.body))",
    ]
    files = {}
    for number, (name, svg) in enumerate(sheets):
        files[f"{number}.svg"] = svg
        lines += [
            "#pagebreak(weak: true)" if number else "",
            f"#heading(outlined: true, bookmarked: true, {_quoted(name)})",
            f'#image("{number}.svg", width: 100%, alt: {_quoted(name)})',
        ]
    return typeset("\n".join(lines), files)


def typeset(source: str, files: Mapping[str, str]) -> bytes:
    """Return a typst source as PDF; ``files`` are the drawings it names."""
    with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_text(content, encoding="utf-8")
        main = Path(folder) / "main.typ"
        main.write_text(source, encoding="utf-8")
        return bytes(typst.compile(str(main), root=folder, font_paths=typst_fonts(), format="pdf"))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
