"""What is asked of a worker process, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ui.server.route_failures import Failure

Progress = Callable[[float, str], None]
# In a job's folder: the file that was made, and what its printed codes mean.
FILE, CODES = "file", "codes.json"


@dataclass(frozen=True)
class Made:
    """A file was made, in the job's folder: its name and kind."""

    filename: str
    media_type: str


Outcome = Made | Failure


@dataclass(frozen=True)
class Work:
    """A piece of work: ``task(*arguments, folder, progress)`` is called in a worker process.

    ``seconds`` is how long it may take from its turn on. ``is_long`` says that it takes minutes and leaves
    room for short work, ``has_page`` that its address is that of a page which shows how far it is,
    ``is_shown`` that the file is a page itself, which the browser shows when it is there and not before.
    """

    task: Callable[..., Outcome]
    arguments: tuple[object, ...]
    seconds: float
    is_long: bool = False
    has_page: bool = False
    is_shown: bool = False

    def __call__(self, folder: Path, progress: Progress) -> Outcome:
        """Do it, here."""
        return self.task(*self.arguments, folder, progress)
