"""A place in a few numbers: its poverty, how it moved, its rank, money, worst deprivation, targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from data_access.money.disbursement import disbursed_share, first_of_each_stage
from data_access.store.frames import Row
from data_access.targets.status_rule import STANDINGS
from ui.cached import target_frames
from ui.cached.place_facts import PLACES_KEPT, POVERTY, AreaFacts, area_facts
from ui.cached.shared_frames import shared_value
from ui.cached.survey_samples import households_asked_in
from ui.cached.visit import Visit
from ui.charts.card_change import last_change, small_line, year_and_kind
from ui.charts.cards import Card, Part
from ui.charts.source_lines import sources_of
from ui.money.funding_choice import DEFAULT_PROGRAMME, FundingChoice, periods_of, staged
from ui.money.money_sentences import amount_with_parts, percent, period_label, sources_of_place
from ui.summary.deprivations import profile_rows
from ui.summary.rank import ranks
from ui.summary.series import AreaSeries
from ui.summary.todays_series import every_series
from ui.text.differences import results
from ui.text.figures import PERCENT, is_known, number_text, short_unit, value_text
from ui.text.place_key import NATION, PlaceKey
from ui.text.source_citation import codes_in
from ui.text.target_words import COLOURS
from vocabulary.words import Words

# A longer amount is set as text: it would not fit as a number.
LONG = 14
NEAR_POOR = ("near_poor_household_rate",)
HOUSEHOLDS = ("poor_households",)


class Told(NamedTuple):
    """A card with the codes of the sources that its numbers rest on; without a value nothing is known."""

    card: Card
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceCards:
    """Makes the cards of one place, ``series`` its series of poverty, the main one first.

    ``year`` is the one by which targets are over or not.
    """

    visit: Visit
    facts: AreaFacts
    series: Sequence[AreaSeries]
    year: int

    @property
    def words(self) -> Words:
        """The language of the cards."""
        return self.visit.words

    def rates(self) -> list[Told]:
        """Return the newest figure of each series, before them one of an indicator that has no series.

        A province of today may have reported one year and have estimates of nine.
        """
        shown = [str(one.indicator["code"]) for one in self.series]
        reported = self.facts.first_with(POVERTY, 1)
        first = [self.of("reported", [reported])] if reported and reported not in shown else []
        rates = [
            self._of_figures(f"rate-{one.indicator['code']}", one.indicator, one.own) for one in self.series
        ]
        return [*first, *rates] or [self._nothing("rate", self.words("cards.rate"))]

    def of(self, key: str, indicators: Sequence[str]) -> Told:
        """Return the newest figure of the first of some indicators that the place has."""
        code = self.facts.first_with(indicators, 1)
        if code is None:
            return self._nothing(key, self.words.of(self.facts.indicators[indicators[0]]))
        return self._of_figures(key, self.facts.indicators[code], self.facts.figures_of(code))

    def rank(self) -> Told:
        """Return the place's rank among all of its kind and among its neighbours, from the poorest on."""
        words, label = self.words, self.words("cards.rank")
        every = (ranks(self.visit, self.facts, one) for one in self.series)
        found = next((found for found in every if found), [])
        if not found:
            return self._nothing("rank", label)
        first, *others = found
        among = [words("cards.rank_among", rank=one.rank, count=one.count, name=one.among) for one in others]
        note = words("cards.rank_note", year=str(first.year), among=first.among)
        value = words("cards.rank_value", rank=first.rank, count=first.count)
        if first.has_estimates:
            note = words("cards.with_estimates", note=note)
        return Told(Card("rank", label, value, note=note, change=" ".join(among)), first.sources)

    def money(self) -> Told:
        """Return what was assigned and disbursed in the widest period that is reported."""
        visit, words, place = self.visit, self.words, self.facts.place
        periods = periods_of(visit.edition, DEFAULT_PROGRAMME, place)
        label = words("cards.money")
        if not periods:
            return self._nothing("money", label)
        chosen = FundingChoice(DEFAULT_PROGRAMME, place, periods[0], None, None)
        sums = first_of_each_stage(
            staged(visit.edition, chosen, "year"), ("planned", "assigned", "disbursed")
        )
        amounts = {stage: amount_with_parts(visit, chosen, row) for stage, row in sums.items()}
        first = next((stage for stage in ("assigned", "planned", "disbursed") if stage in amounts), None)
        if first is None:
            return self._nothing("money", label)
        card = Card(
            "money",
            words(f"cards.money_{first}"),
            amounts[first],
            note=period_label(chosen),
            change=self._disbursed(amounts, sums, first),
            is_text=len(amounts[first]) > LONG,
            page="funding",
            query=self._query(),
        )
        return Told(card, tuple(sources_of_place(visit, chosen)))

    def targets(self) -> Told:
        """Return how many targets of the place are met, late, or cannot be assessed."""
        words = self.words
        found = target_frames.targets_of_place(self.visit.edition, self.facts.place, self.year)
        label = words("cards.targets")
        if found.empty:
            return self._nothing("targets", label)
        counts = {standing: int((found["standing"] == standing).sum()) for standing in STANDINGS}
        parts = [Part(counts[one], COLOURS[one], words(f"standing.{one}")) for one in STANDINGS]
        said = [words(f"standing.count_{one}", count=counts[one]) for one in STANDINGS if counts[one]]
        card = Card(
            "targets",
            label,
            words("cards.targets_value", count=len(found)),
            note=" · ".join(said),
            page="targets",
            query=self._query(),
            parts=parts,
        )
        return Told(card, tuple(codes_in(found)))

    def deprivation(self) -> Told:
        """Return the deprivation that most poor households have in the newest year with any."""
        label = self.words("cards.deprivation")
        rows = profile_rows(self.facts.figures, self.facts, "", self.words)
        if rows.empty:
            return self._nothing("deprivation", label)
        newest = rows[rows["year"] == rows["year"].max()]
        worst = newest.sort_values("value", ascending=False, kind="stable").iloc[0]
        note = self.words("cards.deprivation_note", year=str(int(worst["year"])))
        card = Card("deprivation", label, str(worst["text"]), change=str(worst["label"]), note=note)
        return Told(card, (str(worst["source_code"]),))

    def _of_figures(self, key: str, indicator: Row, own: pd.DataFrame) -> Told:
        words, known = self.words, results(own)
        shown = known if len(known) else own
        if shown.empty:
            return self._nothing(key, words.of(indicator))
        newest = shown.iloc[-1].to_dict()
        asked = households_asked_in(self.visit.edition, str(indicator["code"]), self.facts.place)
        change, course = last_change(known, indicator, words, asked)
        card = Card(
            key,
            words.of(indicator),
            *_value_and_unit(newest, indicator, words),
            note=year_and_kind(shown.tail(1), words),
            change=change,
            course=course,
            line=small_line(known),
            page="explore",
            query=self._query(indicator=str(indicator["code"]), view="years"),
        )
        return Told(card, tuple(sources_of(self.visit, shown)))

    def _disbursed(self, amounts: Mapping[str, str], sums: Mapping[str, Row], first: str) -> str:
        """Return the disbursed amount with its share of what was assigned; else what was planned."""
        words = self.words
        if "disbursed" in amounts and first != "disbursed":
            share = disbursed_share(sums)
            paid = words("cards.disbursed", amount=amounts["disbursed"])
            return f"{paid} ({percent(share, words)})" if share is not None else paid
        if "planned" in amounts and first != "planned":
            return words("cards.planned", amount=amounts["planned"])
        return ""

    def _query(self, **more: str) -> dict[str, str]:
        return {"place": str(self.facts.place)} | more

    def _nothing(self, key: str, label: str) -> Told:
        return Told(Card(key, label, ""))


def _value_and_unit(figure: Row, indicator: Row, words: Words) -> tuple[str, str]:
    """Return a number and the unit set small after it; a percent sign stays with its number."""
    if indicator["unit"] == PERCENT or not is_known(figure["value"]):
        return value_text(figure, indicator, words), ""
    return number_text(figure, words), short_unit(indicator, words)


def sources_of_cards(told: Iterable[Told]) -> list[str]:
    """Return the codes of the sources of cards, each once, in the order of the cards."""
    return list(dict.fromkeys(code for one in told for code in one.sources))


@shared_value(PLACES_KEPT)
def front_cards(visit: Visit, place: PlaceKey, year: int) -> Sequence[Told]:
    """Return the five cards of the first screen; ``year`` is the one by which targets are over or not."""
    cards = PlaceCards(visit, area_facts(visit, place), every_series(visit, place), year)
    # The headline of the nation has its other rate beside it already, on the map.
    rates = cards.rates()[:1] if place == NATION else cards.rates()
    near_poor, households = cards.of("near_poor", NEAR_POOR), cards.of("households", HOUSEHOLDS)
    return (*rates, near_poor, households, cards.money(), cards.targets())


@shared_value(PLACES_KEPT)
def strip_cards(visit: Visit, place: PlaceKey, year: int) -> Sequence[Told]:
    """Return the cards of a place's own page; ``year`` is the one by which targets are over or not."""
    cards = PlaceCards(visit, area_facts(visit, place), every_series(visit, place), year)
    poor = (*cards.rates(), cards.rank(), cards.of("households", HOUSEHOLDS), cards.deprivation())
    return (*poor, cards.money(), cards.targets())
