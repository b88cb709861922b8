"""The columns of tables with one record a row, declared once: for templates, for reading and for checking."""

from typing import Literal, NamedTuple

from data_access.models.area import LEVELS
from data_access.models.figure import QUALIFIERS, SOURCE_KINDS, STATES, STATUSES
from data_access.models.livelihood import MODALITIES, MODEL_KINDS, PARTICIPANT_UNITS, PARTNER_KINDS
from data_access.models.money import FUNDS, SCOPES, STAGES
from data_access.models.programme import CHANGE_BASES, CHANGE_PER, TARGET_KINDS
from data_access.models.source import SOURCE_KINDS as DOCUMENT_KINDS

FieldKind = Literal["text", "whole", "real", "amount", "date", "year", "flag", "choice", "code", "area"]
AMOUNT_UNITS = {"dong": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
DIRECTIONS = ("lower", "higher")


class Field(NamedTuple):
    """One column. ``choices`` are the words it may hold, ``table`` the one whose codes it names.

    ``otherwise`` is used where the cell is empty.
    """

    name: str
    kind: FieldKind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    table: str = ""
    otherwise: str | bool | None = None


def _choice(name: str, choices: tuple[str, ...], *, required: bool = False, otherwise: str = "") -> Field:
    return Field(name, "choice", required, choices, otherwise=otherwise or None)


def _code(name: str, table: str, *, required: bool = False) -> Field:
    return Field(name, "code", required, table=table)


AREA = Field("area", "area", required=True)
PERIOD = (Field("period_from", "year", required=True), Field("period_to", "year", required=True))
NOTES = (Field("note_vi"), Field("note_en"))
SOURCE = _code("source_code", "source")
QUALIFIER = _choice("qualifier", QUALIFIERS, otherwise="exact")
STATUS = _choice("status", STATUSES, otherwise="reported")
AMOUNT_UNIT = _choice("amount_unit", tuple(AMOUNT_UNITS), otherwise="dong")
AMOUNTS = tuple(Field(name, "amount") for name in ("amount_vnd", "amount_min_vnd", "amount_max_vnd"))
VALUES = tuple(Field(name, "real") for name in ("value", "value_min", "value_max"))
EACH_YEAR = Field("each_year", "flag", otherwise=False)
PROGRAMME = (_code("programme_code", "programme"), _code("project_code", "project"))

RECORD_FIELDS: dict[str, tuple[Field, ...]] = {
    "money": (
        *(AREA, _choice("scope", SCOPES, otherwise="programme"), *PROGRAMME),
        *(Field("item_code"), Field("item_vi"), Field("item_en"), *PERIOD, EACH_YEAR),
        *(_choice("fund", FUNDS, required=True), _choice("stage", STAGES, required=True)),
        *(Field("with_carried_over", "flag", otherwise=False), *AMOUNTS, AMOUNT_UNIT),
        *(Field("quantity", "real"), Field("quantity_unit"), QUALIFIER, STATUS, Field("as_of", "date")),
        *(Field("document"), Field("decided_on", "date"), _choice("deciding_level", LEVELS)),
        *(_choice("implementing_level", LEVELS), SOURCE, *NOTES),
    ),
    "outcomes": (
        *(AREA, _code("measure_code", "measure", required=True), Field("breakdown"), *PERIOD, EACH_YEAR),
        *(*VALUES, *AMOUNTS, AMOUNT_UNIT, QUALIFIER),
        *(_choice("state", STATES, otherwise="reported"), STATUS, Field("as_of", "date")),
        _code("standard_code", "standard"),
        _choice("source_kind", SOURCE_KINDS, otherwise="administrative"),
        *(SOURCE, *NOTES),
    ),
    "targets": (
        *(AREA, _code("indicator_code", "indicator", required=True)),
        *(_code("tracked_indicator_code", "indicator"), _code("tracked_measure_code", "measure"), *PROGRAMME),
        *(Field("owner_vi"), Field("owner_en"), _choice("kind", TARGET_KINDS, required=True)),
        *(_choice("change_per", CHANGE_PER), _choice("change_basis", CHANGE_BASES)),
        *(_choice("direction", DIRECTIONS, required=True), *VALUES, Field("unit", required=True)),
        *(Field("baseline", "real"), QUALIFIER, *PERIOD, _code("standard_code", "standard")),
        *(Field("document"), SOURCE, *NOTES),
    ),
    "models": (
        *(Field("code", required=True), AREA, *PROGRAMME, Field("name_vi", required=True), Field("name_en")),
        *(_choice("kind", MODEL_KINDS), Field("activity_vi"), Field("activity_en")),
        *(_choice("partner_kind", PARTNER_KINDS), Field("partner")),
        _choice("participant_unit", PARTICIPANT_UNITS),
        *(Field("started_on", "date"), Field("ended_on", "date")),
        *(
            Field(f"participants_{group}", "whole")
            for group in ("poor", "near_poor", "newly_escaped", "ethnic_minority", "women", "escaped")
        ),
        *(_choice("modality", MODALITIES), Field("support_vnd", "amount"), Field("recovered_vnd", "amount")),
        *(Field("income_before_vnd", "amount"), Field("income_after_vnd", "amount"), AMOUNT_UNIT),
        *(Field("alive_12_months", "flag"), Field("alive_24_months", "flag"), Field("replicated_from")),
        *(Field("certified", "flag"), Field("certified_on", "date"), STATUS, SOURCE, *NOTES),
    ),
    "area_classes": (
        *(Field("class_code", required=True), AREA, Field("valid_from", "date"), Field("valid_to", "date")),
        *(Field("list_total", "whole"), SOURCE, Field("note")),
    ),
    "sources": (
        *(Field("code", required=True), Field("title", required=True), Field("title_en"), Field("publisher")),
        _choice("document_kind", DOCUMENT_KINDS, required=True),
        *(Field("doc_number"), Field("table_number"), Field("page"), Field("date", "date")),
        *(Field("url"), Field("read_on", "date"), Field("licence"), *NOTES),
    ),
}
TARGET_OF = {
    "money": "money",
    "outcomes": "outcomes",
    "targets": "targets",
    "models": "models",
    "area_classes": "area_class",
    "sources": "sources",
}
