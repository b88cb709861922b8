"""Name and terms of imported boundaries, which every map, file and list of layers shows in place of ours."""

from __future__ import annotations

from typing import Protocol

from vocabulary.words import Words


class Described(Protocol):
    """A layer, or what a map knows of one."""

    @property
    def boundaries(self) -> str:
        """What the boundaries are: open, schematic or imported."""

    @property
    def licence_note(self) -> str:
        """The terms of use."""

    @property
    def non_commercial(self) -> bool:
        """Whether they forbid commercial use."""

    @property
    def source_name(self) -> str:
        """The file of an imported layer, "" for one that ships."""


def is_imported(layer: Described) -> bool:
    """Return whether a layer, or a part of it, was imported."""
    return bool(layer.source_name) or layer.boundaries == "imported"


def boundary_note(layer: Described, words: Words) -> str:
    """Return what a map says of its boundaries: nothing of open data, name and terms of an imported layer."""
    if layer.boundaries == "open":
        return ""
    terms = imported_terms(layer, words) if is_imported(layer) else ""
    return f"{words(f'boundaries.{layer.boundaries}')} {terms}".strip()


def imported_terms(layer: Described, words: Words) -> str:
    """Return name and licence of an imported layer, and that it is not for commercial use."""
    named = ": ".join(part.rstrip(".") for part in (layer.source_name, layer.licence_note) if part)
    return f"{named}. {words('boundaries.non_commercial')}" if layer.non_commercial else f"{named}."
