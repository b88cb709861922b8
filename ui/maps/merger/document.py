"""What the document of a map has besides that shows the units before the merger at the left of a handle.

The document itself is that of today's units: a file or a slide that has no handle shows these. What the
browser shows while both sides are seen is in ``before``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from ui.maps.document import picture_document
from ui.maps.map_facts import MapFacts
from ui.maps.picture_address import PictureAddress
from ui.text.figures import short_unit
from vocabulary.words import Words

Document = dict[str, Any]
Frame = Mapping[str, Any]
# Where a unit has more others than these on the other side, they are counted and not named.
MOST_NAMED = 6


def with_before(
    document: Document, wanted: PictureAddress, facts: MapFacts, merged: pd.DataFrame
) -> Document:
    """Return the document of today's units with ``before``; as it is where ``facts`` have no other side.

    ``merged`` has the columns of ``merged_into``. ``before`` has the ``layer`` of the former units, their
    ``frames``, which are those of a document, and ``to``: of each unit the places of the units of today that
    it went into. ``told`` is by frame what is said of both sides together, in place of what the frame of
    today says: subtitle, sentence, legend with both counts, gaps and the notes of the units of today.
    """
    if facts.beside is None:
        return document
    other = replace(facts.beside, beside=replace(facts, beside=None))
    before = picture_document(wanted.before_merger(), other)
    sides = _Sides(wanted, facts, facts.beside, document, before, merged)
    pairs = list(zip(before["frames"], document["frames"], strict=True))
    added = {
        "layer": before["layers"][0],
        "frames": [{**old, "notes": sides.notes_before(old, new)} for old, new in pairs],
        "told": [sides.told(old, new) for old, new in pairs],
        "to": sides.forwards,
        "words": sides.captions(),
    }
    return document | {"before": added}


@dataclass(frozen=True)
class _Sides:
    """Facts and documents of both sides of the merger: today's units (``new``), former ones (``old``)."""

    wanted: PictureAddress
    new_facts: MapFacts
    old_facts: MapFacts
    new: Document
    old: Document
    merged: pd.DataFrame

    @property
    def words(self) -> Words:
        """The language of the document."""
        return Words(self.wanted.language)

    @cached_property
    def forwards(self) -> list[list[int]]:
        """Of each former unit the places of the units of today that it went into."""
        return _linked(self.old_facts, self.new_facts, self.merged, "from_code", "to_code")

    @cached_property
    def backwards(self) -> list[list[int]]:
        """Of each unit of today the places of the former units that went into it."""
        return _linked(self.new_facts, self.old_facts, self.merged, "to_code", "from_code")

    @property
    def counts(self) -> dict[str, int]:
        """How many units of each side are shown."""
        sides = {"before": self.old_facts, "after": self.new_facts}
        return {name: len(next(iter(facts.layers.values())).shown) for name, facts in sides.items()}

    def captions(self) -> dict[str, str]:
        """Return what stands at both sides of the handle, and what the handle is called."""
        told = {name: self.words(f"merger.{name}_{self.wanted.level}", **self.counts) for name in self.counts}
        return told | {
            "handle": self.words("merger.handle"),
            "position": self.words("merger.position", share="{share}"),
        }

    def told(self, old: Frame, new: Frame) -> Document:
        """Return what is said of a year of both sides together."""
        note = self.words("merger.counts")
        return {
            "subtitle": self._subtitle(old),
            "sentence": self._sentence(old, new),
            "legend": self._lines(old["legend"], new["legend"]),
            "gaps": self._lines(old["gaps"], new["gaps"]),
            "legend_note": f"{note} {new['legend_note']}".strip(),
            "notes": self.notes_after(old, new),
            "unmatched": [],
        }

    def _subtitle(self, old: Frame) -> str:
        words, facts = self.words, self.new_facts
        name = words.of(facts.place, "full_name") if facts.place is not None else words("map.nation")
        place = words(f"merger.subtitle_{self.wanted.level}", place=name, **self.counts)
        parts = [place, old["when"], words.of(facts.indicator, "unit"), old["status"]]
        return " · ".join(part for part in parts if part)

    def _sentence(self, old: Frame, new: Frame) -> str:
        """Return what is compared, and how many of the figures of today are estimates or cannot be had."""
        year, known = str(new["year"]), len(new["order"])
        parts = [self.words(f"merger.sentence_{self.wanted.level}", year=year, **self.counts)]
        if new["estimates"]:
            parts.append(self.words("estimates.sentence", count=new["estimates"]["count"], known=known))
        without = self.counts["after"] - known
        if without:
            parts.append(self.words(f"merger.without_{self.wanted.level}", count=without))
        return " ".join(parts)

    def _lines(self, old: Sequence[Frame], new: Sequence[Frame]) -> list[Document]:
        """Return the lines of a legend with the counts of both sides."""
        lines = {line["mark"]: line for line in (*new, *old)}
        counted = [{line["mark"]: line["count"] for line in side} for side in (old, new)]
        found = []
        for mark, line in lines.items():
            before, after = (side.get(mark, 0) for side in counted)
            meaning = self.words("merger.meaning", label=line["label"], before=before, after=after)
            found.append({**line, "count": f"{before} → {after}", "meaning": meaning})
        return found

    def notes_before(self, old: Frame, new: Frame) -> dict[str, str]:
        """Return by place of a former unit what it became, before its own note."""
        links = [self._became(places, self.new, new) if places else "" for places in self.forwards]
        return _joined(links, old["notes"])

    def notes_after(self, old: Frame, new: Frame) -> dict[str, str]:
        """Return by place of a unit of today what went into it, before its own note."""
        links = [
            self._made_of(places, self.old, old) if len(places) > 1 or self.wanted.level != "province" else ""
            for places in self.backwards
        ]
        notes = {place: self._shortened(int(place), note) for place, note in new["notes"].items()}
        return _joined(links, notes)

    def _shortened(self, place: int, note: str) -> str:
        """Return the note of an estimate without the names of the former units, which stand before it."""
        names = _names(self.backwards[place], self.old)
        ending = self.words("restated.estimated", count=len(names), parts=", ".join(names))
        return note.removesuffix(ending) + self.words("estimates.legend") if note.endswith(ending) else note

    def _became(self, places: Sequence[int], document: Document, frame: Frame) -> str:
        if len(places) == 1:
            return self.words("merger.became", name=self._valued(places[0], document, frame))
        if len(places) > MOST_NAMED:
            return self.words("merger.became_many", count=len(places))
        return self.words("merger.became", name=self.words.listed(_names(places, document)))

    def _made_of(self, places: Sequence[int], document: Document, frame: Frame) -> str:
        if not places:
            return ""
        if self.wanted.level == "province":
            return self.words(
                "merger.made_of", names="; ".join(self._valued(place, document, frame) for place in places)
            )
        return self.words("merger.lay_in", names=self.words.listed(_names(places, document)))

    def _valued(self, place: int, document: Document, frame: Frame) -> str:
        """Return the name of a unit with its figure, and whether that is an estimate."""
        text, name = frame["texts"][place], document["layers"][0]["names"][place]
        if not any(letter.isdigit() for letter in text):
            return f"{name}: {text[:1].lower()}{text[1:]}"
        named = f"{name} {self.words.with_unit(text, short_unit(self.new_facts.indicator, self.words))}"
        is_estimate = frame["estimates"] and place in frame["estimates"]["areas"]
        return self.words("merger.estimated", named=named) if is_estimate else named


def _names(places: Sequence[int], document: Document) -> list[str]:
    return [document["layers"][0]["names"][place] for place in places]


def _linked(here: MapFacts, there: MapFacts, merged: pd.DataFrame, own: str, other: str) -> list[list[int]]:
    """Return of each area of one side, in drawing order, the places of those of the other side it shares."""
    codes, others = (next(iter(side.layers.values())).codes for side in (here, there))
    places = {code: place for place, code in enumerate(others)}
    found: dict[str, list[int]] = {code: [] for code in codes}
    for code, linked in zip(merged[own], merged[other], strict=True):
        if code in found and linked in places:
            found[code].append(places[linked])
    return list(found.values())


def _joined(links: Sequence[str], notes: Mapping[str, str]) -> dict[str, str]:
    """Return notes by place, each behind what its unit is linked with."""
    found = {}
    for number, link in enumerate(links):
        parts = [part.rstrip(".") for part in (link, notes.get(str(number), "")) if part]
        if parts:
            found[str(number)] = ". ".join(parts)
    return found
