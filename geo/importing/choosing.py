"""Which table of a file is taken, how it is laid out, and which level and vintage it is of."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from geo.importing.areas import DRAWN, KNOWN, PARENT_LEVELS, Target, areas, code_in
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.layouts import (
    LEAST_SHARE,
    Columns,
    Layout,
    fit,
    guessed,
    listed,
    named_by_user,
    recognised,
)
from geo.importing.matching import ARCHIPELAGO_NAMES, Row, names_agree
from geo.importing.names import folded_key
from geo.importing.options import ImportOptions
from geo.importing.reading import Member

ARCHIPELAGO_PROVINCES = {"hoang_sa": "48", "truong_sa": "56"}
"""Of both vintages: Đà Nẵng and Khánh Hòa."""


Record = Mapping[Hashable, str]
"""A row of a table, by column."""


@dataclass(frozen=True)
class Choice:
    """What is imported from where; ``share`` of its rows a code or name of the target was found for."""

    member: Member
    layout: Layout
    target: Target
    share: float
    cover: float


def choose(members: Sequence[Member], options: ImportOptions) -> Choice:
    """Return the table that fits best to what the user said, or to what its columns hold.

    Raises BoundaryFileUnusable when no column fits, when tables of several levels do, and when the level is
    one that no map draws.
    """
    requested = [member for member in members if options.member in (None, member.name)]
    if not requested:
        raise BoundaryFileUnusable("no_such_member", {"member": options.member, "members": _named(members)})
    if not any(len(member.rows) for member in requested):
        raise BoundaryFileUnusable("no_rows")
    choices = [choice for member in requested for choice in _choices(member, options)]
    if not choices:
        raise BoundaryFileUnusable("no_matching_column", {"columns": listed(requested[0].rows)})
    best = max(choices, key=lambda choice: (choice.share >= LEAST_SHARE, choice.share, choice.cover))
    _refuse_doubt(best, choices, options)
    if best.target not in DRAWN:
        raise BoundaryFileUnusable("level_not_drawn", {"rows": len(best.member.rows)})
    return best


def _named(members: Sequence[Member]) -> str:
    return ", ".join(member.name for member in members)


def _choices(member: Member, options: ImportOptions) -> list[Choice]:
    allowed = [target for target in KNOWN if _is_asked(target, options)]
    known = named_by_user(member.rows, options, recognised(member.rows))
    layout = known or guessed(member.rows, allowed)
    if layout is None:
        return _by_place_alone(member, allowed)
    targets = [target for target in layout.targets if target in allowed]
    if options.level and layout.targets and not targets:
        targets = allowed
    return [Choice(member, layout, target, *fit(member.rows, layout, target)) for target in targets]


def _is_asked(target: Target, options: ImportOptions) -> bool:
    return options.level in (None, target[0]) and options.vintage in (None, target[1])


def _by_place_alone(member: Member, allowed: Sequence[Target]) -> list[Choice]:
    """A table without codes or names can still be joined by place, if the user says what it is of."""
    if len(allowed) != 1:
        return []
    return [Choice(member, Layout("place", Columns(), (), (allowed[0],)), allowed[0], 0.0, 0.0)]


def _refuse_doubt(best: Choice, choices: Sequence[Choice], options: ImportOptions) -> None:
    fitting = [choice for choice in choices if choice.share >= LEAST_SHARE]
    members = {choice.member.name for choice in fitting}
    levels = {choice.target[0] for choice in fitting if choice.target in DRAWN}
    if len(members) > 1 and len(levels) > 1 and not options.member:
        raise BoundaryFileUnusable("several_layers", {"members": ", ".join(sorted(members))})
    if not fitting and len({choice.target for choice in choices}) > 1:
        raise BoundaryFileUnusable("level_unknown", {"columns": listed(best.member.rows)})


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
