"""Which table of a file is taken, and the ways in which its columns and level may be read."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from geo.importing.areas import KNOWN, PARENT_LEVELS, Target, areas, code_in
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.files.members import Member
from geo.importing.known_layouts import recognised, stated_level
from geo.importing.layouts import LEAST_SHARE, Columns, Layout, fit, guesses, listed, named_by_user
from geo.importing.matching import ARCHIPELAGO_NAMES, Row, names_agree
from geo.importing.names import folded_key
from geo.importing.options import ImportOptions

ARCHIPELAGO_PROVINCES = {"hoang_sa": "48", "truong_sa": "56"}
"""Of both vintages: Đà Nẵng and Khánh Hòa."""


Record = Mapping[Hashable, str]
"""A row of a table, by column."""


@dataclass(frozen=True)
class Choice:
    """One way to read a table: its columns, its level and vintage.

    ``share`` of its rows a code or name of the target was found for; ``cover`` is how well rows and areas
    cover each other by them.
    """

    member: Member
    layout: Layout
    target: Target
    share: float
    cover: float


def choose(members: Sequence[Member], options: ImportOptions) -> list[Choice]:
    """Return the ways to read the table that fits best to what the user said, or to what its columns hold.

    Tables without polygons, such as labels and styles, are left aside where there is one with polygons.
    Raises BoundaryFileUnusable when no column fits, and when several tables do.
    """
    requested = [member for member in members if options.member in (None, member.name)]
    if not requested:
        raise BoundaryFileUnusable("no_such_member", {"member": options.member, "members": _named(members)})
    requested = [member for member in requested if member.may_hold_polygons] or requested
    requested = [member for member in requested if len(member.rows)]
    if not requested:
        raise BoundaryFileUnusable("no_rows")
    choices = [choice for member in requested for choice in _choices(member, options)]
    if not choices:
        raise BoundaryFileUnusable("no_matching_column", {"columns": listed(requested[0].rows)})
    _refuse_doubt(choices, options)
    best = max(choices, key=_fitness)
    return sorted((choice for choice in choices if choice.member is best.member), key=_fitness, reverse=True)


def _fitness(choice: Choice) -> tuple[bool, float, float]:
    return choice.share >= LEAST_SHARE, choice.share, choice.cover


def _named(members: Sequence[Member]) -> str:
    return ", ".join(member.name for member in members)


def _choices(member: Member, options: ImportOptions) -> list[Choice]:
    level = options.level or stated_level(member.rows)
    allowed = [
        target for target in KNOWN if level in (None, target[0]) and options.vintage in (None, target[1])
    ]
    known = named_by_user(member.rows, options, recognised(member.rows))
    if known is None:
        found = guesses(member.rows, allowed)
        return [_choice(member, layout, layout.targets[0]) for layout in found] or _by_place_alone(
            member, allowed
        )
    targets = [target for target in known.targets if target in allowed]
    if level and known.targets and not targets:
        targets = allowed
    return [_choice(member, known, target) for target in targets]


def _choice(member: Member, layout: Layout, target: Target) -> Choice:
    return Choice(member, layout, target, *fit(member.rows, layout, target))


def _by_place_alone(member: Member, allowed: Sequence[Target]) -> list[Choice]:
    """A table without codes or names can still be joined by place, if the user says what it is of."""
    if len(allowed) != 1:
        return []
    return [Choice(member, Layout("place", Columns(), (), (allowed[0],)), allowed[0], 0.0, 0.0)]


def _refuse_doubt(choices: Sequence[Choice], options: ImportOptions) -> None:
    """Raise BoundaryFileUnusable when several tables fit and none is named, whatever their levels."""
    fitting = {choice.member.name for choice in choices if choice.share >= LEAST_SHARE}
    if len(fitting) > 1 and not options.member:
        raise BoundaryFileUnusable("several_layers", {"members": ", ".join(sorted(fitting)[:20])})


def rows_of(choice: Choice) -> list[Row]:
    """Return what every row of the chosen table says of itself, in the table's order."""
    layout, table = choice.layout, choice.member.rows.to_dict("records")
    chain = _parents_chain(choice.target)
    found = []
    for number, record in enumerate(table):
        code = record[layout.own.code] if layout.own.code else ""
        parent = None
        for target, columns in reversed(list(zip(chain, layout.around, strict=False))):
            parent = _parent_code(record, columns, target, parent)
        found.append(Row(number, code, _names(record, layout.own), parent))
    return found


def _parents_chain(target: Target) -> list[Target]:
    """The level around, and the one around that."""
    chain = []
    while target in PARENT_LEVELS:
        target = (PARENT_LEVELS[target], target[1])
        chain.append(target)
    return chain


def _names(record: Record, columns: Columns) -> tuple[str, ...]:
    names = [part.strip() for column in columns.names for part in record[column].split("|")]
    kind = record[columns.kind] if columns.kind else ""
    first = names[0] if names else ""
    whole = f"{kind} {first}" if kind and first else ""
    return tuple(dict.fromkeys(filter(None, (whole, *names))))


def _parent_code(record: Record, columns: Columns, target: Target, around: str | None) -> str | None:
    """Return the code of the parent a row names: its code unless its name says otherwise, else its name."""
    names = _names(record, columns)
    known = areas(target)
    code = code_in(record[columns.code], target) if columns.code else None
    if code and (not names or names_agree(names, known[code]) or columns.code in columns.names):
        return code
    for archipelago, parts in ARCHIPELAGO_NAMES.items():
        if target[0] == "province" and any(part in folded_key(name)[0] for name in names for part in parts):
            return ARCHIPELAGO_PROVINCES[archipelago]
    named = [
        area.code for area in known.values() if around in (None, area.parent) and names_agree(names, area)
    ]
    return named[0] if len(named) == 1 else None
