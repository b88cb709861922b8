"""Reads an upload into sheets of typed cells, or says why it cannot be used."""

from pathlib import Path

from data_access.workbooks.options import Choice
from data_access.workbooks.sheets import ReadFile


def read_upload(path: Path, original_name: str, choice: Choice) -> ReadFile:
    """The sheets of an uploaded workbook or text table.

    Raises ``UploadUnusable`` for whatever is dangerous, damaged, too large, or lists people.
    """
    raise NotImplementedError
