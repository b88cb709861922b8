"""The type face of everything that is printed: shipped, and the same on every machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import vl_convert

FONTS = Path(__file__).parents[1] / "assets" / "print_fonts"
REGULAR, SEMI_BOLD = FONTS / "Inter-Regular.ttf", FONTS / "Inter-SemiBold.ttf"


@cache
def register_fonts() -> None:
    """Make the type face known to what draws pictures."""
    vl_convert.register_font_directory(str(FONTS))
