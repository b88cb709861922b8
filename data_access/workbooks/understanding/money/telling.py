"""What of a money table is said by nobody or contradicts itself: findings, each with its cells."""

from collections.abc import Sequence

from data_access.workbooks.understanding.disagreements import tell_unit
from data_access.workbooks.understanding.money.columns import IN_MONEY
from data_access.workbooks.understanding.money.wholes import same_money
from data_access.workbooks.understanding.reading import ReadColumn
from data_access.workbooks.understanding.telling import Telling, quoted


def tell_money_columns(telling: Telling, columns: Sequence[ReadColumn]) -> None:
    """Columns that are not taken, units, years and programmes that nobody says, records told twice."""
    for column in columns:
        name = " / ".join(column.heading)
        if column.is_taken:
            tell_unit(telling, column, IN_MONEY)
            _tell_day(telling, column)
        elif column.reason not in ("not_wanted", "share"):
            words = quoted(column.not_understood)
            telling.warning(
                "column_not_taken", column.cell, name=name, reason=column.reason or "words", words=words
            )
    _tell_programme(telling, columns)
    for first, other in same_money(columns):
        telling.error(
            "money_told_twice",
            other.cell,
            name=" / ".join(other.heading),
            other_name=" / ".join(first.heading),
            other_cell=first.cell,
        )


def _tell_programme(telling: Telling, columns: Sequence[ReadColumn]) -> None:
    without = [column for column in columns if column.is_taken and not column.programme.value]
    if without:
        telling.error("money_of_which_programme", without[0].cell, name=" / ".join(without[0].heading))


def _tell_day(telling: Telling, column: ReadColumn) -> None:
    """Money of a year is paid out until the end of the January after it."""
    day, year = column.as_of.value, column.year.value
    if day and year and not f"{column.first_year.value or year}-01-01" <= day <= f"{int(year) + 1}-01-31":
        telling.error(
            "year_contradicted",
            column.year.cell or column.cell,
            year=year,
            text=column.year.words or column.heading[-1],
            other_year=day[:4],
            other_text=column.as_of.words,
            other_cell=column.as_of.cell,
        )
