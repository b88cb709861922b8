"""What each column of a table is: indicator, year, status and unit, each with where it is said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from data_access.text.folding import folded
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.sheets import address
from data_access.workbooks.understanding.lexicon import Term
from data_access.workbooks.understanding.meanings import RESULTS, VARIANTS, Meaning, meaning_of
from data_access.workbooks.understanding.parsing import (
    NARROWING,
    OF_HOUSEHOLDS,
    Grammar,
    Parsed,
    parsed_heading,
    words_of,
)
from data_access.workbooks.understanding.reading import Part, ReadColumn
from data_access.workbooks.understanding.tables import Heading, Table
from data_access.workbooks.understanding.titles import Stated, Statements
from data_access.workbooks.understanding.written_units import bracketed_units, own_unit, scale_for
from data_access.workbooks.understanding.written_years import dated, year_in

# Words without which a name is the same name.
_LEFT_OUT = frozenset(("so", "tong", "ve", "%"))
_NAMED_YEAR = re.compile(r"\b(?:năm|year)\s+(?=(?:19|20)\d\d)", re.IGNORECASE)
# What titles add to the name of an indicator.
_OF_TITLES = re.compile(
    r"\b(?:phân |chia )?theo (?:địa phương|tỉnh|huyện|xã|tỉnh, thành phố|vùng)\b"
    r"|\bcác (?:tỉnh|huyện|xã)\b|\bnăm\b"
    r"|\bby (?:province|district|commune|region)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Surroundings:
    """What columns are read with: their table, what is said of it, what the sender chose, the catalogue.

    ``grammar`` is that of the table's subject.
    """

    table: Table
    said: Statements
    choice: Choice
    catalogue: Catalogue
    names: Mapping[tuple[str, ...], str]
    grammar: Grammar = OF_HOUSEHOLDS


def names_of(catalogue: Catalogue) -> dict[tuple[str, ...], str]:
    """Each indicator by the words of its name in either language; names that two bear are left out."""
    found: dict[tuple[str, ...], str] = {}
    twice = set()
    for code, names in catalogue.names.items():
        for name in names:
            key = name_key(name)
            if found.setdefault(key, code) != code:
                twice.add(key)
    return {key: code for key, code in found.items() if key not in twice and key}


def name_key(text: str) -> tuple[str, ...]:
    """The words of a name without accents, years, and what a heading may leave out."""
    bare = _NAMED_YEAR.sub(" ", dated(bracketed_units(text)[0]).text)
    words = [folded(word) for word in words_of(bare)]
    return tuple(
        word for word in words if word not in _LEFT_OUT and year_in(word) is None and not word.startswith("@")
    )


def title_key(text: str) -> tuple[str, ...]:
    """The same of a title, without what it says of places and years."""
    return name_key(_OF_TITLES.sub(" ", text))


def read_column(heading: Heading, around: Surroundings, chosen: ReadColumn | None) -> ReadColumn:
    """A column as it is understood, with what the sender chose for it."""
    cell = address(*heading.cells[-1]) if heading.cells else address(around.table.top, heading.column)
    column = ReadColumn(heading.column, cell, heading.path)
    if not heading.path:
        return _with_choices(replace(column, reason="no_heading"), Meaning(), around, chosen)
    meaning = _meaning(heading.path, around)
    column = replace(
        column,
        indicator=Part(meaning.indicator, "stated", cell, heading.path[-1]) if meaning.indicator else Part(),
        year=_year_in_heading(heading, meaning),
        status=_status(heading, meaning, around),
        reason=meaning.reason,
        not_understood=meaning.unknown,
        candidates=meaning.candidates,
    )
    return _with_choices(column, meaning, around, chosen)


def _meaning(path: Sequence[str], around: Surroundings) -> Meaning:
    levels = [parsed_heading(text) for text in path]
    statuses = statuses_said(around.said)
    if len(statuses) > 1 and not any(level.values("status") for level in levels):
        return Meaning(reason="contradiction", unknown=tuple(one.words for one in around.said.statuses))
    above = None if around.said.unknown else _title_of_rates(around)
    meaning = meaning_of(_with_status(levels, around.said), above)
    is_plain = meaning.status in RESULTS and not any("start" in level.values("time") for level in levels)
    if is_plain and meaning.reason in ("nothing", "words", "contradiction", "no_subject"):
        meaning = _by_name(meaning, path, around)
    return _not_narrowed(meaning, levels, around.said)


def _title_of_rates(around: Surroundings) -> Parsed:
    """The title; without its list where columns count others: a bare «Tỷ lệ» beside them may be theirs."""
    above = around.said.above
    paths = tuple(heading.path for heading in around.table.figures)
    if not _count_others(paths, above.values("list")):
        return above
    return above._replace(terms=tuple(term for term in above.terms if term.facet != "list"))


@lru_cache(maxsize=64)
def _count_others(paths: tuple[tuple[str, ...], ...], lists: tuple[str, ...]) -> bool:
    """Whether a column counts others than those on lists or all, or some that are not understood."""
    columns = [[parsed_heading(text) for text in path] for path in paths]
    return any(
        {value for level in levels for value in level.values("list")} - {*lists, "all"}
        or any(level.values(facet) for level in levels for facet in NARROWING)
        or (any(level.unknown for level in levels) and any(level.values("list") for level in levels))
        for levels in columns
    )


def _by_name(meaning: Meaning, path: Sequence[str], around: Surroundings) -> Meaning:
    """The indicator of which a heading, or the title of headings of years, is the name word for word."""
    if any(one.value not in RESULTS for one in around.said.statuses):
        return meaning
    title = around.said.title
    key = name_key(" ".join(path))
    if meaning.reason == "nothing":
        key = () if title is None else title_key(title.words)
    named = around.names.get(key)
    return meaning if named is None else meaning._replace(indicator=named, reason="", unknown=())


def statuses_said(said: Statements) -> tuple[str, ...]:
    """The statuses that lines state for a whole table; a target that is set is a plan."""
    found = dict.fromkeys(one.value for one in said.statuses)
    return tuple(one for one in found if one != "target" or "planned" not in found)


def _with_status(levels: list[Parsed], said: Statements) -> list[Parsed]:
    """A status that the title, the sheet or a note states holds for the columns that state none."""
    statuses = statuses_said(said)
    if len(statuses) != 1 or any(level.values("status") for level in levels):
        return levels
    terms = (*levels[0].terms, Term("status", statuses[0]))
    return [levels[0]._replace(terms=terms), *levels[1:]]


def _not_narrowed(meaning: Meaning, levels: Sequence[Parsed], said: Statements) -> Meaning:
    """A title on a group of households narrows what columns count that do not name it themselves."""
    if not meaning.indicator or meaning.reason:
        return meaning
    narrowing = [value for facet in NARROWING for value in said.above.values(facet)]
    narrowing += [value for value in said.above.values("time") if value == "start"]
    own = {term.value for level in levels for term in level.terms}
    is_bare = not any(term.facet not in ("status", "time") for level in levels for term in level.terms)
    # A bare «Tỷ lệ» takes its group from the title; a note names none of its own.
    by_notes = [one for one in said.narrowing if one.value not in own]
    if by_notes or (any(value not in own for value in narrowing) and not is_bare):
        lines = [
            line.words for parsed, line in said.lines for term in parsed.terms if term.value in narrowing
        ]
        words = tuple(one.words for one in by_notes) or tuple(dict.fromkeys(lines))
        return meaning._replace(indicator="", reason="title_narrows", unknown=words)
    return meaning


def _year_in_heading(heading: Heading, meaning: Meaning) -> Part:
    if len(meaning.years) != 1:
        return Part()
    for text, cell in zip(heading.path, heading.cells, strict=True):
        if meaning.years[0] in parsed_heading(text).years:
            return Part(str(meaning.years[0]), "stated", address(*cell), text)
    return Part()


def _status(heading: Heading, meaning: Meaning, around: Surroundings) -> Part:
    if not meaning.status:
        return Part()
    for text, cell in zip(heading.path, heading.cells, strict=True):
        if meaning.status in parsed_heading(text).values("status"):
            return Part(meaning.status, "stated", address(*cell), text)
    found = next((one for one in around.said.statuses if one.value == meaning.status), None)
    return Part(meaning.status, "stated", found.cell, found.words) if found else Part()


def _with_choices(
    column: ReadColumn, meaning: Meaning, around: Surroundings, chosen: ReadColumn | None
) -> ReadColumn:
    """The column with an indicator that was chosen for it, or for a table that names none, and its unit."""
    code = around.choice.indicator or ""
    if chosen is not None and chosen.indicator.how == "chosen":
        column = replace(
            column, indicator=chosen.indicator, reason="" if chosen.indicator.value else "not_wanted"
        )
    elif code and (
        column.reason == "nothing"
        or code in VARIANTS.get(column.indicator.value, ())
        or code in column.candidates
    ):
        column = replace(column, indicator=Part(code, "chosen"), reason="", not_understood=(), candidates=())
    if chosen is not None and chosen.status.how == "chosen" and not column.status.value:
        column = replace(column, status=chosen.status)
    if not column.is_taken:
        return column
    if not column.status.value:
        column = replace(column, status=Part(around.choice.status, "declared"))
    unit = str(around.catalogue.indicators["unit"].get(column.indicator.value, ""))
    if _is_money(unit) and not own_unit(unit):
        return replace(column, indicator=Part(), reason="no_such_indicator")
    return replace(column, unit=unit_of(column, meaning, around, chosen))


def unit_of(column: ReadColumn, meaning: Meaning, around: Surroundings, chosen: ReadColumn | None) -> Part:
    """The unit of a column's numbers; without a value where it is not said or said in two ways."""
    unit = str(around.catalogue.indicators["unit"].get(column.indicator.value, ""))
    said = units_said(column, meaning, around, unit)
    is_chosen = chosen is not None and chosen.unit.how == "chosen" and scale_for(unit, chosen.unit.value)
    if unit == "percent" and chosen is not None and is_chosen:
        return chosen.unit
    if len({one.value for one in said}) > 1:
        return Part()
    if said:
        return Part(said[0].value, "stated", said[0].cell, said[0].words)
    if chosen is not None and is_chosen:
        return chosen.unit
    is_in_its_name = own_unit(unit) in ("households", "persons", "percent")
    if is_in_its_name or (not own_unit(unit) and not _is_money(unit)):
        return Part(
            own_unit(unit) or unit, "concluded", column.cell, column.heading[-1] if column.heading else ""
        )
    return Part()


def _is_money(unit: str) -> bool:
    return "vnd" in unit


def units_said(column: ReadColumn, meaning: Meaning, around: Surroundings, unit: str) -> list[Stated]:
    """Each unit that headings, titles or notes state for numbers of an indicator's kind."""
    said = [
        Stated(written, column.cell, text)
        for text in column.heading
        if (written := bracketed_units(text)[1]) and scale_for(unit, written) is not None
    ]
    if meaning.scale and scale_for(unit, meaning.scale) is not None and not said:
        said.append(Stated(meaning.scale, column.cell, column.heading[-1]))
    for line, stated in around.said.units:
        said += [
            Stated(one, stated.cell, stated.words) for one in line.units if scale_for(unit, one) is not None
        ]
    return said


def is_title_named(around: Surroundings) -> bool:
    """Whether the title is the name of an indicator of the catalogue, word for word."""
    return around.said.title is not None and title_key(around.said.title.words) in around.names
