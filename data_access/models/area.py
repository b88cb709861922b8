"""Areas of every vintage, their dated names, their classes, and how one vintage became the next."""

from sqlalchemy import Index, UniqueConstraint

from data_access.models.table import Table, one_of
from data_access.store.column_types import flag, given_id, optional_text, optional_whole, text, whole

LEVELS = ("nation", "region", "province", "district", "commune", "group")
MOVED = ("all", "all_people", "all_land", "part", "people", "land")


class Area(Table, table=True):
    """One administrative unit (or group of people or units) of one vintage."""

    __tablename__ = "area"
    __table_args__ = (
        UniqueConstraint("vintage", "level", "code"),
        Index(None, "parent_id"),
        one_of("level", LEVELS),
    )

    id: int = given_id()
    vintage: str = text()
    level: str = text()
    code: str = text()
    name_vi: str = text()
    name_en: str = text()
    full_name_vi: str = text()
    full_name_en: str = text()
    # Vietnamese without accents, in lower case: the only column that place search may look at.
    folded_name: str = text()
    kind: str = text()
    urban_rural: str | None = optional_text()
    parent_id: int | None = optional_whole(foreign_key="area.id")
    valid_from: str | None = optional_text()
    valid_to: str | None = optional_text()


class AreaName(Table, table=True):
    """A name and kind that an area bore between two dates within its vintage."""

    __tablename__ = "area_name"
    __table_args__ = (Index(None, "area_id"),)

    id: int = given_id()
    area_id: int = whole(foreign_key="area.id")
    valid_from: str | None = optional_text()
    valid_to: str | None = optional_text()
    name_vi: str = text()
    name_en: str = text()
    full_name_vi: str = text()
    full_name_en: str = text()
    kind: str = text()
    urban_rural: str | None = optional_text()


class Crosswalk(Table, table=True):
    """One area of an older vintage went, whole or in part, into one of a newer vintage.

    ``moved`` says what went: all of the area; all people with part of the land; all of the land with some
    people; part of both; people alone; land alone. Null in data loaded before the column was added.
    """

    __tablename__ = "crosswalk"
    __table_args__ = (
        Index(None, "to_area_id"),
        one_of("relation", ("whole", "part")),
        one_of("moved", MOVED),
    )

    from_area_id: int = given_id(foreign_key="area.id")
    to_area_id: int = given_id(foreign_key="area.id")
    relation: str = text()
    moved: str | None = optional_text()
    is_default: bool | None = flag()
    basis: str | None = optional_text()


class AreaClass(Table, table=True):
    """An area on an official list (poor districts, coastal communes) between two dates."""

    __tablename__ = "area_class"
    __table_args__ = (Index(None, "area_id"), Index(None, "load_id"))

    id: int = given_id()
    class_code: str = text()
    # Null where the list prints a name that could not be tied to one unit.
    area_id: int | None = optional_whole(foreign_key="area.id")
    area_name: str | None = optional_text()
    parent_name: str | None = optional_text()
    valid_from: str | None = optional_text()
    valid_to: str | None = optional_text()
    list_total: int | None = optional_whole()
    source_code: str = text(foreign_key="source.code")
    note: str | None = optional_text()
    # The load of an office that added it; null for the embedded data.
    load_id: int | None = optional_whole()
