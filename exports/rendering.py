"""A drawn sheet as PNG and PDF: resvg draws, typst sets; both with the type face that is shipped."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst
import vl_convert

from exports.canvas import FONTS

PRINT_DPI, SHEET_DPI, POINT_DPI = 300, 96, 72


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


@cache
def typst_fonts() -> typst.Fonts:
    """Return the fonts that documents are set in: ours and no others, alike on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def png(svg: str, dpi: int = PRINT_DPI) -> bytes:
    """Return a sheet as a picture of so many dots an inch."""
    _register_fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=POINT_DPI / SHEET_DPI, ppi=dpi))


def pdf(svg: str, width: float, height: float, title: str, language: str) -> bytes:
    """Return a sheet as a document of one page whose text can be searched."""
    source = (
        f"#set document(title: {_quoted(title)})\n"
        f'#set text(font: "Inter", lang: {_quoted(language)})\n'
        f"#set page(width: {width * 0.75:.2f}pt, height: {height * 0.75:.2f}pt, margin: 0pt)\n"
        f'#image("sheet.svg", width: 100%, alt: {_quoted(title)})\n'
    )
    return typeset(source, {"sheet.svg": svg})


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
