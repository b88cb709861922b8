"""Ways to look at figures: as reported, on today's map, by historic district, and the units each draws."""

from __future__ import annotations

from typing import Literal, get_args

from vocabulary.vintages import EARLIEST, NEW, OLD

LAYERS = {
    ("reported", "province"): (OLD, NEW),
    ("reported", "commune"): (NEW,),
    ("today", "province"): (NEW,),
    ("today", "commune"): (NEW,),
    ("district", "district"): (OLD,),
}
Look = Literal["reported", "today", "district"]
LOOKS: tuple[Look, ...] = get_args(Look)
# A picture as reported also receives figures of units before those it draws; it names them.
UNDRAWN = {"province": (EARLIEST,)}
# A way to look and a level.
Scope = tuple[Look, str]
# Before and after the merger: what is drawn of before beside a level of today's map.
BEFORE_MERGER: dict[str, Scope] = {"province": ("reported", "province"), "commune": ("district", "district")}
