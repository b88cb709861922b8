"""Checks a file against itself and against a store."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from data_access.workbooks.checked import Checked
from data_access.workbooks.sheets import ReadFile

Progress = Callable[[float, str], None]


def check(session: Session, read_file: ReadFile, progress: Progress | None = None) -> Checked:
    """What is wrong with a file, and the rows it would store.

    ``progress`` is called with a fraction from 0 to 1 and the code of the step that begins. Raises
    ``UploadUnusable`` where a column turns out to hold names of people, and ``StoreError``.
    """
    raise NotImplementedError
