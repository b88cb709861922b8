"""QR squares as one path, drawn sharp at any size."""

from __future__ import annotations

import segno

QUIET_ZONE = 2


def qr_path(text: str, x: float, y: float, side: float) -> str:
    """Return an SVG group with the square of a text, its white edge included, in a box of ``side``."""
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    modules = len(matrix) + 2 * QUIET_ZONE
    steps = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h1v1h-1z"
        for row, line in enumerate(matrix)
        for column, dark in enumerate(line)
        if dark
    )
    return (
        f'<g class="qr" transform="translate({x:.2f} {y:.2f}) scale({side / modules:.5f})">'
        f'<rect width="{modules}" height="{modules}" fill="#ffffff"/>'
        f'<path d="{steps}" fill="#16212c" shape-rendering="crispEdges"/></g>'
    )
