"""Programmes, their projects, which carries on which, and the catalogue of what is measured."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Measure, Programme, Project
from data_access.store.errors import UnknownProgramme
from data_access.store.frames import FLAG_OR_NULL, TEXT, WHOLE, WHOLE_OR_NULL, frame

PROGRAMME_COLUMNS = {
    "code": TEXT,
    "parent_code": TEXT,
    "position": WHOLE,
    "name_vi": TEXT,
    "name_en": TEXT,
    "period_from": WHOLE,
    "period_to": WHOLE,
    "relation": TEXT,
    "legal_basis": TEXT,
    "confirmed": FLAG_OR_NULL,
    "source_code": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
}
PROJECT_COLUMNS = {
    "code": TEXT,
    "programme_code": TEXT,
    "parent_code": TEXT,
    "position": WHOLE,
    "name_vi": TEXT,
    "name_en": TEXT,
    "guided_by_vi": TEXT,
    "guided_by_en": TEXT,
    "legal_basis": TEXT,
    "applies_in": TEXT,
    "applies_from": WHOLE_OR_NULL,
    "applies_to": WHOLE_OR_NULL,
    "beneficiaries_vi": TEXT,
    "beneficiaries_en": TEXT,
    "confirmed": FLAG_OR_NULL,
    "source_code": TEXT,
    "note_vi": TEXT,
    "note_en": TEXT,
}
MEASURE_COLUMNS = {
    "code": TEXT,
    "catalogue_ref": TEXT,
    "official_ref": TEXT,
    "position": WHOLE,
    "project_code": TEXT,
    "kind": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "unit": TEXT,
    "unit_vi": TEXT,
    "unit_en": TEXT,
    "is_money": FLAG_OR_NULL,
    "direction": TEXT,
    "adds_up": FLAG_OR_NULL,
    "dimension_code": TEXT,
}


def programmes(session: Session) -> pd.DataFrame:
    """Every programme, by position, then code.

    ``relation`` is ``own`` (poverty reduction), ``sister`` or ``integrated`` (what the three became);
    ``confirmed`` is False where a name is only recalled and must not be shown as a fact.
    """
    statement = select(*(getattr(Programme, name) for name in PROGRAMME_COLUMNS)).order_by(
        col(Programme.position), col(Programme.code)
    )
    return frame(session.execute(statement), PROGRAMME_COLUMNS)


def projects(session: Session, programme: str) -> pd.DataFrame:
    """Projects and sub-projects of a programme, by position; each comes after the one it belongs to.

    ``parent_code`` is NaN for a project right under the programme. ``applies_in`` is ``nationwide``,
    ``poor_areas`` (poor districts, disadvantaged coastal communes), ``poor_districts`` or
    ``selected_areas``, NaN where it is not known; ``applies_from`` and ``applies_to`` are years, null
    for those of the programme. Empty frame for one whose projects are not known. Raises
    ``UnknownProgramme``.
    """
    require_programme(session, programme)
    statement = (
        select(*(getattr(Project, name) for name in PROJECT_COLUMNS))
        .where(col(Project.programme_code) == programme)
        .order_by(col(Project.position), col(Project.code))
    )
    return frame(session.execute(statement), PROJECT_COLUMNS)


def measures(session: Session, project: str | None = None) -> pd.DataFrame:
    """What projects do and bring about, by position: of all, or of one project and its sub-projects.

    ``kind`` is input, activity, output or outcome; ``dimension_code`` (DP01 to DP12) the deprivation
    that it works on, NaN where none is named; values of ``is_money`` measures are whole đồng.
    """
    statement = select(*(getattr(Measure, name) for name in MEASURE_COLUMNS)).order_by(
        col(Measure.position), col(Measure.code)
    )
    if project is not None:
        statement = statement.where(col(Measure.project_code).in_(branch_of(session, project)))
    return frame(session.execute(statement), MEASURE_COLUMNS)


def branch_of(session: Session, project: str) -> list[str]:
    """The codes of a project and of its sub-projects, the project first."""
    below = select(col(Project.code)).where(col(Project.parent_code) == project)
    return [project, *session.scalars(below.order_by(col(Project.code)))]


def require_programme(session: Session, programme: str) -> None:
    """Raise ``UnknownProgramme`` if the store has no such programme."""
    known = select(col(Programme.code)).where(col(Programme.code) == programme)
    if session.scalar(known) is None:
        raise UnknownProgramme(programme=programme)
