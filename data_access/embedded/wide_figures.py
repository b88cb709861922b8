"""Figures that a file holds several to a line, as rows of the store's table."""

from typing import Any, NamedTuple

from data_access.embedded.rows import TABLES


class Note(NamedTuple):
    """What is said of a figure, in both languages; empty where nothing is."""

    vi: str = ""
    en: str = ""

    def followed_by(self, other: "Note") -> "Note":
        """Both notes, this one first."""
        return Note(f"{self.vi} {other.vi}".strip(), f"{self.en} {other.en}".strip())


NO_NOTE = Note()


class WideFigures:
    """Makes rows of ``figure`` that share what is given at the start: load, source, year and status."""

    def __init__(self, **shared: Any) -> None:
        columns = (column.name for column in TABLES["figure"].columns if column.name != "id")
        same = {"qualifier": "exact", "source_kind": "administrative"}
        self._shared: dict[str, Any] = dict.fromkeys(columns) | same | shared

    def row(
        self, indicator: str, area_id: int, value: float | None, decimals: int, note: Note = NO_NOTE
    ) -> dict[str, Any]:
        """One figure, exact to its decimals; missing where there is no value."""
        return self._shared | {
            "indicator_code": indicator,
            "area_id": area_id,
            "value": value,
            "decimals": None if value is None else decimals,
            "state": "missing" if value is None else "reported",
            "note_vi": note.vi or None,
            "note_en": note.en or None,
        }
