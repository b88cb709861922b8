"""Findings and refusals as sentences of the catalogues, for pages, workbooks and the command line."""

from collections.abc import Mapping
from typing import Any

from data_access.workbooks.errors import UploadUnusable


def finding_sentence(finding: Mapping[str, Any], language: str) -> str:
    """A row of ``Checked.findings`` as a sentence that names sheet and cell."""
    raise NotImplementedError


def refusal_sentence(error: UploadUnusable, language: str) -> str:
    """What is wrong with a file that was refused, and what to do."""
    raise NotImplementedError
