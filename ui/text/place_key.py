"""The key of an area in an address: vintage, level and code, never the code alone."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary.vintages import OF_LARGE_AREAS


@dataclass(frozen=True)
class PlaceKey:
    """One area; written ``v2008.district.157``."""

    vintage: str
    level: str
    code: str

    def __str__(self) -> str:
        """The key as an address writes it."""
        return f"{self.vintage}.{self.level}.{self.code}"


def place_key(text: str) -> PlaceKey | None:
    """Return the key in a text, None when it is not of that form."""
    parts = text.split(".")
    return PlaceKey(*parts) if len(parts) == 3 and all(parts) else None


NATION = PlaceKey(OF_LARGE_AREAS, "nation", "VN")
