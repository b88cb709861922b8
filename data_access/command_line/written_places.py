"""Places as they are written in a command: vintage.level.code."""

import typer

from vocabulary.vintages import OLD

EXAMPLE = f"vintage.level.code, such as {OLD}.province.02"


def place_in(written: str) -> tuple[str, str, str]:
    """Return vintage, level and code; BadParameter, which ends the command, when one is missing."""
    vintage, _, rest = written.partition(".")
    level, _, code = rest.partition(".")
    if not code:
        raise typer.BadParameter(f"a place is written {EXAMPLE}")
    return vintage, level, code
