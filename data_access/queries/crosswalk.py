"""What areas were made of: units of earlier vintages that went into them."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.frames import TEXT, frame
from data_access.models import Area, Crosswalk

EARLIER_UNIT_COLUMNS = {
    "code": TEXT,
    "from_vintage": TEXT,
    "from_code": TEXT,
    "from_name_vi": TEXT,
    "from_name_en": TEXT,
    "changed_on": TEXT,
}


def earlier_units(session: Session, *, level: str, vintage: str) -> pd.DataFrame:
    """Units of earlier vintages that went into areas of a level and vintage, by area and unit.

    ``changed_on`` is the ISO date from which the area had its new boundary. Areas whose boundary is
    not known to have changed have no row; empty frame if none has.
    """
    before, now = aliased(Area), aliased(Area)
    statement = (
        select(
            col(now.code),
            col(before.vintage),
            col(before.code),
            col(before.name_vi),
            col(before.name_en),
            col(now.valid_from),
        )
        .select_from(Crosswalk)
        .join(before, col(before.id) == col(Crosswalk.from_area_id))
        .join(now, col(now.id) == col(Crosswalk.to_area_id))
        .where(col(now.level) == level, col(now.vintage) == vintage)
        .order_by(col(now.code), col(before.vintage), col(before.code))
    )
    return frame(session.execute(statement), EARLIER_UNIT_COLUMNS)
