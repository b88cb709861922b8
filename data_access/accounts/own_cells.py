"""Hidden small cells as their own office sees them: on a page alone, in nothing that is kept or taken."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.reading import any_account
from data_access.accounts.reading_areas import area_tree
from data_access.accounts.rights import Action, grants_for
from data_access.accounts.visible import GRANTS
from data_access.models import Area, Figure, Indicator
from data_access.queries.areas import area_id
from data_access.queries.small_cells import SMALL_LEVEL, hidden_condition
from data_access.store.frames import REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

OWN_CELL_COLUMNS = {
    "indicator_code": TEXT,
    "name_vi": TEXT,
    "name_en": TEXT,
    "unit": TEXT,
    "unit_vi": TEXT,
    "unit_en": TEXT,
    "year": WHOLE,
    "value": REAL,
    "decimals": WHOLE_OR_NULL,
}


def own_hidden_cells(session: Session, *, vintage: str, level: str, code: str) -> pd.DataFrame:
    """Return what is hidden of a commune, by indicator and year, to a reader whose office answers for it.

    ``value`` is in ``unit``, with ``decimals``. Empty frame for everybody else, for other levels, where
    nothing is hidden, and in a store without accounts. Raises ``UnknownArea``.
    """
    area = area_id(session, vintage=vintage, level=level, code=code)
    if level != SMALL_LEVEL or not _is_own(session, area):
        return frame([], OWN_CELL_COLUMNS)
    statement = (
        select(
            col(Figure.indicator_code),
            *(col(getattr(Indicator, name)) for name in ("name_vi", "name_en", "unit", "unit_vi", "unit_en")),
            *(col(getattr(Figure, name)) for name in ("year", "value", "decimals")),
        )
        .join(Area, col(Area.id) == col(Figure.area_id))
        .join(Indicator, col(Indicator.code) == col(Figure.indicator_code))
        .where(col(Figure.area_id) == area, col(Figure.preference) == 1, hidden_condition())
        .order_by(col(Figure.indicator_code), col(Figure.year))
    )
    return frame(session.execute(statement), OWN_CELL_COLUMNS)


def _is_own(session: Session, area: int) -> bool:
    keys = set(grants_for(session.info.get(GRANTS, ()), Action.SEE_SMALL_CELLS))
    if not keys or not any_account(session):
        return False
    return not keys.isdisjoint(area_tree(session.connection()).holders([area]))
