"""The address of a picture's document: everything that decides what is drawn, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import quote, urlencode

from geo.classification import Scheme
from geo.layers import UnknownLayer, layer
from ui.cached.editions import Edition
from ui.cached.looks import BEFORE_MERGER, LAYERS, LOOKS, Look
from ui.maps.class_choice import DEFAULT_COUNT, DEFAULT_SCHEME, class_choice
from vocabulary.catalogues import DEFAULT_LANGUAGE, language_in
from vocabulary.program_version import program_version

ROUTE = "/picture/{store}/{load_number:int}/{look}/{level}/{indicator}.json"
# The years of a picture beside each other.
SMALL_MAPS_ROUTE = ROUTE.replace(".json", ".svg")
Kind = Literal["rates", "change", "bivariate", "leading", "merger", "reports"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# Kinds that paint the figures themselves, by their classes.
PLAIN_KINDS: tuple[Kind, ...] = ("rates", "merger")


@dataclass(frozen=True)
class PictureAddress:
    """What a picture shows.

    ``look`` is how figures of earlier units are treated, ``within`` an area ("v2025.province.25") whose
    parts alone are shown, ``area_class`` a class of areas that alone are shown; ``each_year`` lets the
    breaks follow each year instead of staying fixed. ``kind`` is what is painted: the figures, their
    ``change`` (since a year, or since the year before), two indicators (``bivariate``, with the ``second``),
    the ``leading`` deprivation, or the figures before and after the ``merger`` of 2025. ``estimates`` lets
    rates that cannot be restated exactly be estimated. ``others`` tells the values of areas that are measured
    otherwise than the rest of the year. Of ``reports`` the ``indicator`` is the code of a report, ``since``
    its year, and ``day`` the day on which offices are seen to have sent it.
    """

    indicator: str
    level: str
    look: Look = "reported"
    language: str = DEFAULT_LANGUAGE
    scheme: Scheme = DEFAULT_SCHEME
    count: int = DEFAULT_COUNT
    breaks: tuple[float, ...] = ()
    each_year: bool = False
    within: str = ""
    area_class: str = ""
    kind: Kind = "rates"
    second: str = ""
    since: int | None = None
    estimates: bool = True
    others: bool = False
    day: str = ""

    def url(self, edition: Edition) -> str:
        """Return the address; other figures, boundaries or program, other address: no document changes."""
        path = "/".join(quote(part, safe="") for part in (self.look, self.level, self.indicator))
        query = {
            "lang": self.language,
            "scheme": self.scheme,
            "classes": self.count,
            "breaks": " ".join(repr(value) for value in self.breaks),
            "scale": "year" if self.each_year else "fixed",
            "within": self.within,
            "class": self.area_class,
            "layers": "-".join(drawn_layers(*scope) for scope in self._scopes()),
            "made": f"{edition.content[:8]}-{program_version()}",
        }
        query |= {name: value for name, value in self._painted().items() if value}
        return f"/picture/{edition.store}/{edition.load}/{path}.json?{urlencode(query)}"

    def small_maps_url(self, edition: Edition, columns: int) -> str:
        """Return the address of the years as small maps, so many beside each other."""
        return f"{self.url(edition).replace('.json?', '.svg?')}&columns={columns}"

    def before_merger(self) -> PictureAddress:
        """Return the picture of the units before the merger that stands beside this one of today's."""
        look, level = BEFORE_MERGER[self.level]
        return replace(self, look=look, level=level, kind="rates")

    def _scopes(self) -> list[tuple[str, str]]:
        """Return the ways to look and levels that are drawn: one, or one of each side of the merger."""
        before = [BEFORE_MERGER[self.level]] if self.kind == "merger" and self.level in BEFORE_MERGER else []
        return [*before, (self.look, self.level)]

    def _painted(self) -> dict[str, str]:
        """Return the parameters of what is painted; empty ones are left out of the address."""
        kind = "" if self.kind == KINDS[0] else self.kind
        estimates = "" if self.estimates else "0"
        painted = {"kind": kind, "second": self.second, "since": str(self.since or ""), "day": self.day}
        return painted | {"estimates": estimates, "others": "1" if self.others else ""}


def drawn_layers(look: str, level: str) -> str:
    """Return what distinguishes shipped from imported boundaries: the digests of the layers drawn."""
    digests = []
    for vintage in LAYERS.get((look, level), ()):
        try:
            digests.append(layer(level, vintage).digest)
        except UnknownLayer:
            continue
    return "-".join(digests)


def picture_address(path: Mapping[str, str], query: Mapping[str, str]) -> PictureAddress:
    """Return the picture that the address of a document asks for, whether or not there is such a picture.

    An unknown look, and what the query does not say or says wrongly, takes its default.
    """
    classes = class_choice(query)
    return PictureAddress(
        indicator=path["indicator"],
        level=path["level"],
        look=look if (look := path["look"]) in LOOKS else LOOKS[0],
        language=language_in(query),
        scheme=classes.scheme,
        count=classes.count,
        breaks=classes.breaks,
        each_year=classes.each_year,
        within=query.get("within", ""),
        area_class=query.get("class", ""),
        kind=next((kind for kind in KINDS if kind == query.get("kind")), KINDS[0]),
        second=query.get("second", ""),
        since=int(since) if re.fullmatch(r"\d{4}", since := query.get("since", "")) else None,
        estimates=query.get("estimates") != "0",
        others=query.get("others") == "1",
        day=day if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day := query.get("day", "")) else "",
    )
