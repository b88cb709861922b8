"""The facts of both sides of the merger: today's units, and beside them the former ones."""

from __future__ import annotations

from dataclasses import replace

from ui.cached.comparable_figures import merged_into, merger_years
from ui.cached.editions import Edition
from ui.maps.map_facts import MapFacts
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import place_key
from vocabulary.vintages import NEW, OLD


def merger_facts(edition: Edition, wanted: PictureAddress) -> MapFacts:
    """Return the facts of today's units, with those of before ``beside`` them, both of the years compared.

    UnknownPicture or UnknownLayer when there is none.
    """
    years = merger_years(edition, wanted.indicator, wanted.level)
    after = _of_years(map_facts(edition, wanted), years, NEW)
    requested, place = wanted.before_merger(), place_key(wanted.within)
    if place is None or place.vintage != NEW:
        return replace(after, beside=_of_years(map_facts(edition, requested), years, OLD))
    # The units of before know no province of today: they are those that went into its parts.
    before = _of_years(map_facts(edition, replace(requested, within="")), years, OLD)
    inside = after.layers[NEW].inside or frozenset()
    merged = merged_into(edition, wanted.level)
    former = frozenset(merged.loc[merged["to_code"].isin(inside), "from_code"])
    layers = {OLD: replace(before.layers[OLD], inside=former)} if OLD in before.layers else before.layers
    return replace(after, beside=replace(before, layers=layers))


def _of_years(facts: MapFacts, years: tuple[int, ...], vintage: str) -> MapFacts:
    """Return the facts of some years, of the units of one vintage."""
    mine = facts.figures["year"].isin(years) & (facts.figures["vintage"] == vintage)
    layers = {vintage: facts.layers[vintage]} if vintage in facts.layers else facts.layers
    return replace(facts, layers=layers, figures=facts.figures[mine])
