"""Invented households on the lists, off them, and gone, as SQL of DuckDB over a table of places.

What the demonstration does not count is drawn by chance: score A within its side of the line, the people of
a minority household, deprivations off the lists, members a year ago, and in which year a household left the
lists before.
"""

from __future__ import annotations

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import CAUSES, FORMS_OF
from data_access.workbooks.reading.forms import PEOPLES
from microdata.counting.classes import RURAL_CUT_OFF, URBAN_CUT_OFF
from microdata.counting.movement import WATCH_YEARS
from microdata.inventing.laying import chance, laid_in_turn, members, order_of, within
from microdata.schema import (
    AVERAGE_FARM,
    CAUSED_BY,
    COLUMNS,
    FLAG,
    GONE,
    KINH,
    LACKS,
    MOVED_IN,
    NOT_LISTED,
    STAYED,
    WHOLE,
)

CUT_OFF = f"(CASE WHEN urban THEN {URBAN_CUT_OFF} ELSE {RURAL_CUT_OFF} END)"
FORMS = dict(zip(("poor", "near_poor"), FORMS_OF["households"].values(), strict=True))
OTHER_LIST = {"poor": "near_poor", "near_poor": "poor"}
TYPES = {WHOLE: "SMALLINT", FLAG: "BOOLEAN"}
# The demonstration counts neither children nor local minorities.
WRITTEN = tuple(name for name in COLUMNS if not name.startswith(("children", "local_")))
Cells = dict[str, str]


def listed(of_list: str) -> str:
    """Return the query of the households on a list now, with the traits that the places count."""
    groups = _peoples_and_groups(of_list)
    lacks = {name: f"{of_list}_deprived_{name}" for name in DEPRIVATIONS}
    named = {name: f"{of_list}_cause_{name}" for name in CAUSES}
    cells: Cells = {
        **groups,
        "head_sex": _sex(f"{order_of('women')} < {of_list}_households_headed_by_women"),
        "score": f"{CUT_OFF} - {chance(1, 80)}",
        "class_now": f"'{of_list}'",
        **{LACKS[name]: has for name, has in laid_in_turn(lacks, order_of("lacks"))},
        **{CAUSED_BY[name]: has for name, has in laid_in_turn(named, order_of("causes"))},
        **_moves_onto(of_list),
    }
    return _query(cells, f"{of_list}_households")


def _peoples_and_groups(of_list: str) -> Cells:
    """The minority first, then who cannot work, then who has a member of merit."""
    households, minority = f"{of_list}_households", f"{of_list}_households_ethnic_minority"
    at, grouped = order_of("people"), f"({households} - {of_list}_households_in_other_groups)"
    kinds = {name: f"{of_list}_households_{name}" for name in ("without_labour", "with_merit_member")}
    starts = {"without_labour": minority, "with_merit_member": f"{minority} + {kinds['without_labour']}"}
    cells = {
        name: f"({at} < {grouped} AND {within(at, starts[name], count, f'greatest({grouped}, 1)')})"
        for name, count in kinds.items()
    }
    return cells | _people(at, minority) | {"members": _members_by_people(of_list, at, minority, households)}


def _people(at: str, minority: str) -> Cells:
    """Three peoples live in a province."""
    peoples = ", ".join(f"'{name}'" for name in PEOPLES)
    which = f"([{peoples}])[1 + (province::INT + {chance(2, 3)}) % {len(PEOPLES)}]"
    return {"people": f"CASE WHEN {at} < {minority} THEN {which} ELSE '{KINH}' END"}


def _members_by_people(of_list: str, at: str, minority: str, households: str) -> str:
    prefix = f"{of_list}_" if of_list else ""
    persons, of_minority = f"{prefix}persons", f"{prefix}persons_ethnic_minority"
    some = members(of_minority, f"greatest({minority}, 1)", at)
    rest = members(
        f"({persons} - {of_minority})", f"greatest({households} - {minority}, 1)", f"({at} - {minority})"
    )
    return f"CASE WHEN {at} < {minority} THEN {some} ELSE {rest} END"


def _moves_onto(of_list: str) -> Cells:
    """Who came from the other list, fell back, is new, moved in; all others were there a year ago."""
    form = FORMS[of_list]
    moves = dict(zip(("across", "back", "new", "moved"), form.increases, strict=True))
    came = dict(laid_in_turn(moves, order_of("moves")))
    before = (
        f"CASE WHEN {came['across']} THEN '{OTHER_LIST[of_list]}'"
        f" WHEN {came['back']} OR {came['new']} THEN '{NOT_LISTED}'"
        f" WHEN {came['moved']} THEN NULL ELSE '{of_list}' END"
    )
    return {
        "class_before": before,
        "presence": f"CASE WHEN {came['moved']} THEN '{MOVED_IN}' ELSE '{STAYED}' END",
        "left_year": f"CASE WHEN {came['back']} THEN year - 1 - {chance(3, 3)} END",
        "members_before": f"CASE WHEN NOT {came['moved']} THEN {_a_year_ago()} END",
    }


def _a_year_ago() -> str:
    """One household in eight has one member more or less than a year ago."""
    return f"greatest(members + ({chance(4, 16)} = 0)::INT - ({chance(4, 16)} = 1)::INT, 1)"


def others() -> str:
    """Return the query of the households on no list now, some of which left a list lately."""
    left = {
        "poor": FORMS["poor"].decreases[1],
        "near_poor": FORMS["near_poor"].decreases[1],
    }
    at, rising = order_of("moves"), f"({' + '.join(left.values())})"
    was, is_farm = dict(laid_in_turn(left, at)), f"NOT urban AND {chance(7, 20)} = 0"
    left_year = f"year - {at} // greatest({rising}, 1)"
    minority = _left_of("households_ethnic_minority")
    cells: Cells = {
        **_people(order_of("people"), minority),
        "members": _members_of_others(minority),
        "head_sex": _sex(f"{chance(5, 4)} = 0"),
        "score": f"{CUT_OFF} + 1 + {chance(6, 300)}",
        **{LACKS[name]: f"{chance(20 + place, 8)} = 0" for place, name in enumerate(DEPRIVATIONS)},
        "class_now": f"CASE WHEN {is_farm} THEN '{AVERAGE_FARM}' ELSE '{NOT_LISTED}' END",
        "class_before": f"CASE WHEN {was['poor']} THEN 'poor' WHEN {was['near_poor']} THEN 'near_poor'"
        f" ELSE '{NOT_LISTED}' END",
        "without_labour": "false",
        "with_merit_member": f"{chance(8, 40)} = 0",
        "presence": f"'{STAYED}'",
        "members_before": f"CASE WHEN {at} < {rising} THEN {_a_year_ago()} END",
        # As many left the lists in each of the years before, so far as there are households.
        "left_year": f"CASE WHEN {at} < {WATCH_YEARS} * {rising} THEN {left_year} END",
    }
    return _query(cells, "others")


def _left_of(count: str) -> str:
    """What is left of a count without the two lists."""
    return f"({count} - poor_{count} - near_poor_{count})"


def _members_of_others(minority: str) -> str:
    persons, of_minority = _left_of("persons"), _left_of("persons_ethnic_minority")
    at, rest = order_of("people"), f"greatest(others - {minority}, 1)"
    some = members(of_minority, f"greatest({minority}, 1)", at)
    kinh = members(f"({persons} - {of_minority})", rest, f"({at} - {minority})")
    return f"CASE WHEN {at} < {minority} THEN {some} ELSE {kinh} END"


def gone(of_list: str) -> str:
    """Return the query of the households that were on a list a year ago and are no more in their commune."""
    cells: Cells = {
        "people": f"'{KINH}'",
        "members": f"1 + {chance(9, 6)}",
        "head_sex": _sex(f"{chance(10, 3)} = 0"),
        "class_before": f"'{of_list}'",
        "presence": f"'{GONE}'",
        "members_before": "members",
        "without_labour": "false",
        "with_merit_member": "false",
    }
    return _query(cells, FORMS[of_list].decreases[2])


def _sex(is_woman: str) -> str:
    return f"CASE WHEN {is_woman} THEN 'female' ELSE 'male' END"


def _query(cells: Cells, count: str) -> str:
    """All columns in their order and types; a cell that is not given is empty."""
    given = cells | {"household": "md5(concat_ws('.', seed, part, k))"}
    own = {name: name for name in ("year", "vintage", "commune", "urban")}
    columns = [
        f"({(own | given).get(name, 'NULL')})::{TYPES.get(COLUMNS[name].kind, 'VARCHAR')} AS {name}"
        for name in WRITTEN
    ]
    rows = (
        f"SELECT *, (hash('{count}', commune, year, $seed) // 1024)::BIGINT AS seed, '{count}' AS part,"
        f" {count} AS n, unnest(range({count})) AS k FROM places WHERE province = $province"
    )
    sampled = f"SELECT * FROM ({rows}) WHERE hash(seed, k, 99) % 1000000 < $share"
    return f"SELECT {', '.join(columns)} FROM ({sampled})"
