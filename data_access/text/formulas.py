"""Text that a spreadsheet takes as text, whatever a person wrote into it."""

from typing import TypeVar

Cell = TypeVar("Cell")

# A spreadsheet takes a text that begins with one of these for a formula or a command.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(cell: Cell) -> Cell | str:
    """``cell``, with an apostrophe before a text that a spreadsheet would run; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
