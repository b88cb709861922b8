"""What may be asked of each table: parameters with their meaning; one that is not named here is refused."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from data_access.models.money import FUNDS
from data_access.store_codes import DEMONSTRATION, PUBLISHED
from ui.cached.looks import Look
from vocabulary.vintages import EARLIEST, FORMER_DISTRICTS, FORMER_PROVINCES, NEW, OLD

VINTAGES = (FORMER_PROVINCES, EARLIEST, OLD, FORMER_DISTRICTS, NEW)
MOST_ROWS, USUAL_ROWS = 20_000, 1_000
KEY = r"^v\d{4}\.[a-z]{1,12}\.[A-Za-z0-9_-]{1,40}$"
YEARS = r"^\d{4}(-\d{4})?$"
NUMBER = r"-?\d{1,3}(\.\d{1,15})?"
BOX = rf"^{NUMBER}(,{NUMBER}){{3}}$"
MOMENTS = r"^\d{4}-\d{2}-\d{2}[0-9TZ:.+/-]{0,60}$"
CODE = r"^[A-Za-z0-9_.-]{1,80}$"
Level = Literal["nation", "region", "province", "district", "commune", "group"]

Code = Annotated[str, Field(pattern=CODE)]
Years = Annotated[str, Field(pattern=YEARS, description="a year, or the first and the last: 2016-2023")]
Vintage = Annotated[
    str, Field(pattern=f"^({'|'.join(VINTAGES)})$", description="set of boundaries: " + ", ".join(VINTAGES))
]
Key = Annotated[str, Field(pattern=KEY)]


class Question(BaseModel):
    """What every table takes: which store, as of which day, in which form, how many rows from where on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: Annotated[
        Literal["published", "demo"],
        Field(description="published figures, or the simulated ones of the demonstration"),
    ] = "published"
    as_of: Annotated[
        dt.date | None, Field(description="the published store as it was at the end of a past day")
    ] = None
    lang: Annotated[Literal["vi", "en"], Field(description="language of error messages")] = "vi"
    format: Annotated[
        Literal["json", "csv", "parquet"] | None, Field(description="form; without it by the header Accept")
    ] = None
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="rows of a page")] = USUAL_ROWS
    cursor: Annotated[
        str | None, Field(pattern=r"^\d{1,9}-\d{1,9}$", description="where a page begins, from a Link header")
    ] = None

    @property
    def store_code(self) -> str:
        """The store's code, as of a past day where one is given."""
        if self.as_of is None:
            return self.store
        return f"{PUBLISHED if self.store != DEMONSTRATION else self.store}@{self.as_of.isoformat()}"


class OfPlaces(Question):
    """Rows of areas: of one, or of a level, all or inside a place."""

    level: Annotated[
        Level | None, Field(description="level of the areas; provinces where neither it nor area is given")
    ] = None
    vintage: Vintage | None = None
    area: Annotated[Key | None, Field(description=f"key of one area: {NEW}.province.25")] = None
    within: Annotated[
        Key | None, Field(description=f"key of a place, for the areas that lie in it: {NEW}.province.25")
    ] = None


class OfYears(BaseModel):
    """Rows of some years."""

    years: Years | None = None

    @field_validator("years")
    @classmethod
    def _rise(cls, written: str | None) -> str | None:
        first, last = span(written) or (0, 0)
        if first > last:
            raise ValueError("the first year comes before the last")
        return written


class FigureFilters(OfPlaces, OfYears):
    """Which figures of an indicator: where, when, measured how, on which boundaries."""

    look: Annotated[
        Look, Field(description="on the areas that reported them, or carried over to those of today")
    ] = "reported"
    standard: Annotated[Code | None, Field(description="only figures measured by this standard")] = None
    estimates: Annotated[
        Literal["0", "1"], Field(description="with look=today: 1 estimates rates where no counts are known")
    ] = "1"
    others: Annotated[
        Literal["0", "1"],
        Field(description="1 gives the value of areas measured otherwise than most; else they are gaps"),
    ] = "0"


class SdmxFilters(FigureFilters):
    """Which figures of an indicator, as SDMX."""

    format: Annotated[
        Literal["csv", "json"] | None,
        Field(description="SDMX-CSV or SDMX-JSON; without it by the header Accept, else SDMX-CSV"),
    ] = None


class FigureQuestion(FigureFilters):
    """Which figures of which indicator."""

    indicator: Annotated[Code, Field(description="code of an indicator", examples=["poor_household_rate"])]


class AreaQuestion(OfPlaces):
    """Which areas."""


class CrosswalkQuestion(Question):
    """Which way of the crosswalk: of which level, from which boundaries to which."""

    level: Annotated[Literal["province", "commune"], Field(description="level of both areas")] = "province"
    from_vintage: Vintage = OLD
    to_vintage: Vintage = NEW


class MoneyQuestions(OfPlaces, OfYears):
    """Which money."""

    programme: Annotated[Code | None, Field(description="code of a programme; without it by scope")] = None
    scope: Annotated[
        Literal["three_programmes", "all_programmes", "two_programmes", "own_budget", "wider"] | None,
        Field(description="whose money, where it is not one programme's"),
    ] = None
    stage: Literal["planned", "assigned", "disbursed", "carried_over"] | None = None
    fund: Annotated[Code | None, Field(description="where it comes from: " + ", ".join(FUNDS))] = None
    project: Annotated[Code | None, Field(description="project, with its sub-projects")] = None


class OutcomeQuestions(OfPlaces, OfYears):
    """Which values of measures."""

    measure: Annotated[Code | None, Field(description="code of a measure")] = None
    project: Annotated[Code | None, Field(description="project, with its sub-projects")] = None


class TargetQuestion(OfPlaces):
    """Which targets."""

    programme: Annotated[Code | None, Field(description="code of a programme")] = None


class FeatureQuestion(Question):
    """Which features of a collection: in which box, with the figure of which indicator and year."""

    limit: Annotated[int, Field(ge=1, le=10_000, description="features of a page")] = 1_000
    offset: Annotated[int, Field(ge=0, le=1_000_000, description="features before the page")] = 0
    bbox: Annotated[
        str | None, Field(pattern=BOX, description="west, south, east and north in degrees: 102,8,110,24")
    ] = None
    datetime: Annotated[
        str | None, Field(pattern=MOMENTS, description="day or span of time; its last year is the figures'")
    ] = None
    code: Annotated[Code | None, Field(description="code of one area")] = None
    parent_code: Annotated[Code | None, Field(description="code of the area right above")] = None
    indicator: Annotated[
        Code | None, Field(description="indicator whose figures are joined, where the collection names none")
    ] = None
    year: Annotated[
        int | None, Field(ge=1900, le=2100, description="year of the figures; the newest where left out")
    ] = None
    look: Annotated[
        Look, Field(description="on the areas that reported them, or carried over to those of today")
    ] = "reported"
    others: Literal["0", "1"] = "0"

    @property
    def asked_year(self) -> int | None:
        """The year of the figures, None for the newest."""
        years = [int(year) for year in re.findall(r"(?<![\d:.])\d{4}(?=-|$|/)", self.datetime or "")]
        return self.year if self.year is not None or not years else max(years)

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north, None where no box is asked for."""
        if self.bbox is None:
            return None
        west, south, east, north = map(float, self.bbox.split(","))
        return west, south, east, north

    @field_validator("bbox")
    @classmethod
    def _opens(cls, written: str | None) -> str | None:
        west, south, east, north = map(float, (written or "0,0,0,0").split(","))
        if west > east or south > north:
            raise ValueError("west before east, south before north")
        return written


def span(years: str | None) -> tuple[int, int] | None:
    """Return the first and the last year of a text, None where there is none."""
    if years is None:
        return None
    first, _, last = years.partition("-")
    return int(first), int(last or first)
