"""The column types of every table, so that SQLite and PostgreSQL store and order alike."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Double, Integer, LargeBinary, String
from sqlmodel import Field

# Without the "C" collation PostgreSQL would order codes by the server's language, SQLite by bytes.
TEXT = String().with_variant(String(collation="C"), "postgresql")
# SQLite numbers rows by itself only in a column declared exactly INTEGER.
BIG_ID = BigInteger().with_variant(Integer(), "sqlite")
WHOLE = Integer()
# đồng: the plan of one programme alone is beyond 32 bits.
AMOUNT = BigInteger()
# Not NUMERIC: SQLite would return text or floats where PostgreSQL returns Decimal.
REAL: Double[float] = Double()
FLAG = Boolean()


def text(**options: Any) -> Any:
    """A column of text that is always there; dates are text too, as precise as they are known."""
    return Field(sa_type=TEXT, **options)


def optional_text(**options: Any) -> Any:
    """A column of text that may be null; an empty text is never stored."""
    return Field(default=None, sa_type=TEXT, **options)


def whole(**options: Any) -> Any:
    """A column of whole numbers that are always there."""
    return Field(sa_type=WHOLE, **options)


def optional_whole(**options: Any) -> Any:
    """A column of whole numbers that may be null."""
    return Field(default=None, sa_type=WHOLE, **options)


def optional_amount() -> Any:
    """A column of money in whole đồng that may be null."""
    return Field(default=None, sa_type=AMOUNT)


def optional_real() -> Any:
    """A column of double-precision numbers that may be null."""
    return Field(default=None, sa_type=REAL)


def flag() -> Any:
    """A column that answers yes or no, or null where it is not said."""
    return Field(default=None, sa_type=FLAG)


def required_flag() -> Any:
    """A column that always answers yes or no."""
    return Field(sa_type=FLAG)


def given_id(**options: Any) -> Any:
    """A whole-number key that the loader gives, the same on both databases."""
    return Field(primary_key=True, sa_type=WHOLE, sa_column_kwargs={"autoincrement": False}, **options)


def numbered_id() -> Any:
    """A key that the database counts up by itself."""
    return Field(default=None, primary_key=True, sa_type=BIG_ID)


def content() -> Any:
    """A column of bytes: a file, or rows as a file."""
    return Field(sa_type=LargeBinary)
