"""Where figures come from, the poverty standards they follow, and slips known in print."""

from data_access.models.table import Table, one_of
from data_access.store.column_types import given_id, optional_text, optional_whole, text

SOURCE_KINDS = ("statistics", "decision", "report", "press", "law", "dataset")
STANDARD_KINDS = ("income", "multidimensional", "local")
SERIES = ("administrative", "survey")
# What an address leads to: the table or text itself, a copy of it, another text that cites it, a page of
# lists whose content changes, or no more than the publisher's site.
ADDRESSES = ("document", "copy", "article", "list", "site")


class Source(Table, table=True):
    """One published document, table or data set."""

    __tablename__ = "source"
    __table_args__ = (one_of("kind", SOURCE_KINDS),)

    code: str = text(primary_key=True)
    title: str = text()
    title_en: str | None = optional_text()
    publisher: str | None = optional_text()
    publisher_en: str | None = optional_text()
    kind: str = text()
    doc_number: str | None = optional_text()
    # The number of one table of a publisher's database or yearbook, and the page it is printed on.
    table_number: str | None = optional_text()
    page: str | None = optional_text()
    date: str | None = optional_text()
    url: str | None = optional_text()
    # One of ADDRESSES; null where nobody said it.
    address_of: str | None = optional_text()
    # The day on which the document, or an unchanged copy of it, was read.
    read_on: str | None = optional_text()
    licence: str | None = optional_text()
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()
    # The load of an office that added it; null for the embedded data.
    load_id: int | None = optional_whole()


class Standard(Table, table=True):
    """One poverty standard and the years it was in force."""

    __tablename__ = "standard"
    __table_args__ = (one_of("kind", STANDARD_KINDS), one_of("series", SERIES))

    code: str = text(primary_key=True)
    name_vi: str = text()
    name_en: str = text()
    kind: str = text()
    series: str | None = optional_text()
    legal_basis: str | None = optional_text()
    first_year: int | None = optional_whole()
    last_year: int | None = optional_whole()
    note_vi: str | None = optional_text()
    note_en: str | None = optional_text()
    source_code: str | None = optional_text(foreign_key="source.code")


class KnownSlip(Table, table=True):
    """A mistake seen in a published source, shown beside the figure and never silently corrected."""

    __tablename__ = "known_slip"

    id: int = given_id()
    code: str = text(unique=True)
    what_vi: str = text()
    what_en: str = text()
    source_code: str | None = optional_text(foreign_key="source.code")
    affects: str | None = optional_text()
