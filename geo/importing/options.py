"""What a user says about a file, and how large a file may be."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[float, str], None]
"""Receives the share done, 0 to 1, and the code of the step: ``boundary.step.<code>`` of the catalogues."""

MEGABYTE = 1_000_000
SIZE_SETTING = "BOUNDARY_MAX_MB"
SIZE_DEFAULT = 1000


def _size_limit() -> int:
    return int(os.environ.get(SIZE_SETTING) or SIZE_DEFAULT) * MEGABYTE


def silent(share: float, step: str) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class ImportOptions:
    """What the user says; whatever is None is guessed from the file.

    ``crs`` is any name PROJ knows, such as ``EPSG:3405``, and overrules the file's own. ``member`` names one
    layer of a file that holds several. ``max_bytes`` bounds the file and, times four, what is packed in it.
    """

    level: str | None = None
    vintage: str | None = None
    code_column: str | None = None
    name_column: str | None = None
    parent_column: str | None = None
    crs: str | None = None
    member: str | None = None
    max_bytes: int = field(default_factory=_size_limit)

    @property
    def max_unpacked_bytes(self) -> int:
        """How much an archive may hold once unpacked, in bytes."""
        return 4 * self.max_bytes
