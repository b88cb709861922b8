"""What each column of a money table is: fund, stage, year, unit, programme, each with where it is said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_access.models.money import FUNDS, STAGES
from data_access.text.folding import folded
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.reading.sheets import address
from data_access.workbooks.understanding.columns import Surroundings, statuses_said, units_said
from data_access.workbooks.understanding.lexicon import Term
from data_access.workbooks.understanding.meanings import Meaning
from data_access.workbooks.understanding.money.meanings import MoneyMeaning, money_meaning
from data_access.workbooks.understanding.money.phrases import money_heading
from data_access.workbooks.understanding.money.wholes import with_wholes
from data_access.workbooks.understanding.parsing import Parsed, parsed_heading, parsed_title
from data_access.workbooks.understanding.reading import Part, ReadColumn, ReadTable
from data_access.workbooks.understanding.row_years import has_year
from data_access.workbooks.understanding.tables import Heading, Table
from data_access.workbooks.understanding.written_units import scale_for, stated_units

# Amounts are in whole đồng; every unit of money is one of these many times over.
IN_MONEY = "billion_vnd"
# What an office reports of its money, where no heading says how settled it is.
STATUS = "reported"
OF_HOUSEHOLDS = ("unit", "list", "children")
_MONEY = re.compile(r"\b(?:von|kinh phi|ngan sach|giai ngan|nstw|nsdp|nsnn|budget|funds?|disbursed)\b")
PROGRAMMES = {
    "spr": "Chương trình mục tiêu quốc gia giảm nghèo bền vững",
    "nrd": "Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
    "em": "Chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số",
}
THREE_PROGRAMMES = "three_programmes"


def is_of_money(table: Table) -> bool:
    """Whether headings or titles of a table speak of money, and none of them of households or people."""
    headings = [text for heading in table.figures for text in heading.path]
    titles = [text for _, _, text in table.titles if stated_units(text) is None]
    if any(parsed_heading(text).values(facet) for text in headings for facet in OF_HOUSEHOLDS):
        return False
    if any(parsed_title(text).values("unit") for text in titles):
        return False
    return any(_MONEY.search(folded(text)) for text in (*headings, *titles))


def money_columns(around: Surroundings, chosen: Mapping[int, ReadColumn]) -> tuple[ReadColumn, ...]:
    """The columns of a money table with what the sender chose for them; their years are those of headings."""
    columns = [_column(heading, around, chosen.get(heading.column)) for heading in around.table.figures]
    return with_wholes(columns)


def _column(heading: Heading, around: Surroundings, chosen: ReadColumn | None) -> ReadColumn:
    cell = address(*heading.cells[-1]) if heading.cells else address(around.table.top, heading.column)
    column = ReadColumn(heading.column, cell, heading.path)
    if not heading.path:
        return replace(column, reason="no_heading")
    levels = [money_heading(text) for text in heading.path]
    meaning = money_meaning(levels, Parsed() if around.said.unknown else _above(around))
    column = replace(
        column,
        fund=_fund(meaning, column, around),
        stage=_part(meaning, "stage", column, around),
        carried=_part(meaning, "carried", column, around),
        programme=_part(meaning, "programme", column, around),
        project=_part(meaning, "project", column, around),
        as_of=_part(meaning, "day", column, around),
        status=_part(meaning, "status", column, around),
        reason=meaning.reason,
        not_understood=meaning.unknown,
    )
    column = _with_years(column, meaning, levels, heading)
    column = _with_choices(_with_period_of_title(column, around), chosen)
    if column.reason and column.reason != "whole":
        return column
    return _with_unit(column, around, chosen)


def _above(around: Surroundings) -> Parsed:
    """What the lines above a table say of all its columns, with a status that a note states."""
    above, statuses = around.said.above, statuses_said(around.said)
    own = [term for term in above.terms if term.facet != "status"]
    return above._replace(
        terms=(
            *own,
            *(Term("status", one) for one in statuses if one in ("expected", "preliminary", "final")),
        )
    )


def _part(meaning: MoneyMeaning, facet: str, column: ReadColumn, around: Surroundings) -> Part:
    value = meaning.value(facet)
    if not value:
        return Part()
    if facet in meaning.of_title and around.said.title is not None:
        return Part(value, "stated", around.said.title.cell, around.said.title.words)
    return Part(value, "stated", column.cell, column.heading[-1])


def _fund(meaning: MoneyMeaning, column: ReadColumn, around: Surroundings) -> Part:
    if not meaning.fund:
        return Part()
    title = around.said.title
    if title is not None and {"budget", "nature"} & set(meaning.of_title):
        return Part(meaning.fund, "stated", title.cell, title.words)
    return Part(meaning.fund, "stated", column.cell, column.heading[-1])


def _with_years(
    column: ReadColumn, meaning: MoneyMeaning, levels: Sequence[Parsed], heading: Heading
) -> ReadColumn:
    """The column with the year, or the span of years, of its headings."""
    first, last = meaning.period or (0, 0)
    year = meaning.years[0] if meaning.years else last
    if year:
        for level, text, cell in zip(levels, heading.path, heading.cells, strict=True):
            if year in level.years or meaning.period in level.periods:
                column = replace(column, year=Part(str(year), "stated", address(*cell), text))
    if meaning.period and not meaning.years:
        return replace(column, first_year=replace(column.year, value=str(first)))
    return column


def _with_period_of_title(column: ReadColumn, around: Surroundings) -> ReadColumn:
    """A plan without a year of its own, under a title with a span of years, is one for all of them."""
    said = around.said
    if column.stage.value != "planned" or column.year.value or said.years or len(said.periods) != 1:
        return column
    one = said.periods[0]
    first, _, last = one.value.partition("–")
    year = Part(last, "stated", one.cell, one.words)
    return replace(column, year=year, first_year=replace(year, value=first))


def _with_choices(column: ReadColumn, chosen: ReadColumn | None) -> ReadColumn:
    """The column with fund, stage and status that were chosen where the file does not state them for sure."""
    if chosen is None:
        return column
    if chosen.fund.how == "chosen" and not chosen.fund.value:
        return replace(column, fund=chosen.fund, stage=Part(), reason="not_wanted")
    if chosen.fund.how == "chosen" and column.fund.how != "stated" and chosen.fund.value in FUNDS:
        column = replace(column, fund=chosen.fund)
    is_plan = {column.stage.value, chosen.stage.value} <= {"planned", "assigned"}
    if chosen.stage.how == "chosen" and chosen.stage.value in STAGES and (is_plan or not column.stage.value):
        column = replace(column, stage=chosen.stage)
    if chosen.status.how == "chosen" and not column.status.value:
        column = replace(column, status=chosen.status)
    is_named = column.fund.value and column.stage.value and column.reason != "share"
    return replace(column, reason="", not_understood=()) if is_named else column


def _with_unit(column: ReadColumn, around: Surroundings, chosen: ReadColumn | None) -> ReadColumn:
    said = units_said(column, Meaning(), around, IN_MONEY)
    unit = Part()
    if len({one.value for one in said}) == 1:
        unit = Part(said[0].value, "stated", said[0].cell, said[0].words)
    elif not said and chosen is not None and chosen.unit.how == "chosen":
        unit = chosen.unit if scale_for(IN_MONEY, chosen.unit.value) else Part()
    status = column.status if column.status.value else Part(STATUS, "concluded")
    return replace(column, unit=unit, status=status)


def with_programmes(
    columns: Sequence[ReadColumn], given: ReadTable | None, catalogue: Catalogue
) -> tuple[ReadColumn, ...]:
    """The columns with the codes of the programme and project that their words name, or that were chosen.

    A column whose project the store does not know is not taken; one without a programme keeps no value.
    """
    chosen = given.programme if given is not None and given.programme.how == "chosen" else Part()
    return tuple(
        _with_programme(column, chosen, catalogue) if column.is_taken else column for column in columns
    )


def _with_programme(column: ReadColumn, chosen: Part, catalogue: Catalogue) -> ReadColumn:
    day = column.as_of
    # What is paid out in January may still be money of the year before.
    if not has_year(column) and day.value and day.value[5:7] != "01":
        column = replace(column, year=replace(day, value=day.value[:4], how="concluded"))
    named = column.programme
    code = _programme_code(named.value, column, catalogue) if named.value else ""
    programme = replace(named, value=code) if named.value else chosen
    if programme.value and programme.value not in (*catalogue.programmes.index, THREE_PROGRAMMES):
        programme = Part()
    column = replace(column, programme=programme)
    if not column.project.value or not programme.value:
        return column
    of_programme = catalogue.projects.index[catalogue.projects["programme_code"].eq(programme.value)]
    project = f"P{column.project.value}"
    if project not in of_programme:
        words = (" / ".join(column.heading),)
        return replace(column, fund=Part(), reason="no_such_project", not_understood=words)
    return replace(column, project=replace(column.project, value=project))


def _programme_code(named: str, column: ReadColumn, catalogue: Catalogue) -> str:
    """The code of the programme of a name that ran in all years of a column; "" where none or several did."""
    if named == "three":
        return THREE_PROGRAMMES
    last = int(column.year.value) if column.year.value else 0
    first = int(column.first_year.value) if column.first_year.value else last
    known = catalogue.programmes
    ran = known[
        known["name_vi"].str.startswith(PROGRAMMES[named])
        & known["period_from"].le(first)
        & known["period_to"].ge(last)
    ]
    return str(ran.index[0]) if len(ran) == 1 else ""
