"""Templates: the workbooks and tables that an office fills."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from data_access.workbooks.options import TEMPLATE_KINDS, AreaKey


class Template(NamedTuple):
    """A kind of data with its name in the language asked for."""

    kind: str
    name: str


def templates(language: str) -> list[Template]:
    """Every kind that has a template, in the order they are offered."""
    return [Template(kind, kind) for kind in TEMPLATE_KINDS]


def template_workbook(session: Session, kind: str, place: AreaKey, language: str, year: int) -> bytes:
    """The workbook of a kind for an area and year."""
    raise NotImplementedError


def template_csv(session: Session, kind: str, place: AreaKey, language: str, year: int) -> bytes:
    """The same columns as a CSV file (UTF-8 with its mark, so that Excel opens it right)."""
    raise NotImplementedError
