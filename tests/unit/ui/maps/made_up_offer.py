"""What a store that nobody built offers to a map: any place, and a few indicators at every look and level."""

from dataclasses import dataclass, field

from data_access.store_codes import PUBLISHED
from ui.cached.looks import LAYERS, Look, Scope
from ui.maps.map_address import ANY_DEPRIVATION
from ui.maps.map_offer import look_named
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import PlaceKey

YEARS = (2010, 2012, 2016, 2023, 2025)


@dataclass(frozen=True)
class MadeUpOffer:
    """Indicators at every look and level, with the years of each; ``missing`` names codes of no place."""

    store: str = PUBLISHED
    indicators: tuple[str, ...] = ("poor_household_rate", "x", "y", ANY_DEPRIVATION)
    of_years: dict[str, tuple[int, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    # Where an indicator has figures; one that is not named has them at every look and level.
    only_at: dict[str, tuple[Scope, ...]] = field(default_factory=dict)
    # Indicators that are not known of both sides of the merger.
    unlike: tuple[str, ...] = ()
    opens_with: int | None = None

    @property
    def scopes(self) -> list[Scope]:
        return [(look_named(look), level) for look, level in LAYERS]

    @property
    def with_figures(self) -> tuple[str, ...]:
        return self.indicators

    def mappable(self, look: Look, level: str) -> tuple[str, ...]:
        scope = (look, level)
        return tuple(code for code in self.indicators if scope in self.only_at.get(code, (scope,)))

    def years(self, indicator: str, look: Look, level: str) -> tuple[int, ...]:
        return self.of_years.get(indicator, YEARS)

    def merger_rates(self, level: str) -> tuple[str, ...]:
        return tuple(code for code in self.mappable("today", level) if code not in self.unlike)

    def merger_years(self, indicator: str, level: str) -> tuple[int, ...]:
        return tuple(year for year in self.years(indicator, "today", level) if year < 2025)

    def default_year(self, picture: PictureAddress) -> int | None:
        return self.opens_with

    def area_classes(self, look: Look, level: str) -> tuple[str, ...]:
        return self.classes

    def is_place(self, place: PlaceKey) -> bool:
        return place.code not in self.missing

    def is_left(self, picture: PictureAddress, place: PlaceKey) -> bool:
        return place.code not in self.hidden

    def first_explored(self) -> str:
        return self.indicators[0]

    def first_second(self, indicator: str) -> str:
        return self.indicators[-1]
