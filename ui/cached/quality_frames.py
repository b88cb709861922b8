"""What the quality page asks of a store, kept by edition and codes."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from sqlalchemy.orm import Session

from data_access import quality
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame


@shared_frame(FRAMES_KEPT)
def completeness(edition: Edition, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Return how many cells of each form are there."""
    return ask(edition, lambda s: quality.completeness(s, vintage=vintage, level=level, year=year))


@shared_frame(FRAMES_KEPT)
def missing_areas(edition: Edition, vintage: str, level: str, year: int, form: int) -> pd.DataFrame:
    """Return the areas that lack cells of a form."""
    return ask(
        edition, lambda s: quality.missing_areas(s, vintage=vintage, level=level, year=year, form=form)
    )


@shared_frame(FRAMES_KEPT)
def broken_rules(edition: Edition, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Return the places whose figures break a rule."""
    return ask(edition, lambda s: quality.broken_rules(s, vintage=vintage, level=level, year=year))


@shared_frame(FRAMES_KEPT)
def parts_and_totals(edition: Edition, vintage: str, year: int) -> pd.DataFrame:
    """Return the counts that are not the sum of the areas below."""
    return ask(edition, lambda s: quality.parts_and_totals(s, vintage=vintage, year=year))


@shared_frame(FRAMES_KEPT)
def contradicting_denominators(edition: Edition, vintage: str, year: int) -> pd.DataFrame:
    """Return the rates whose implied households parts, totals or the census contradict."""
    return ask(edition, lambda s: quality.contradicting_denominators(s, vintage=vintage, year=year))


@shared_frame(FRAMES_KEPT)
def nation_apart_from_its_parts(edition: Edition, vintage: str, year: int) -> pd.DataFrame:
    """Return the rates of the nation whose implied households the areas right below contradict."""
    return ask(edition, lambda s: quality.nation_apart_from_its_parts(s, vintage=vintage, year=year))


@shared_frame(FRAMES_KEPT)
def outliers(edition: Edition, indicator: str, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Return the areas whose change is far from the others'."""
    return ask(edition, lambda s: quality.outliers(s, indicator, vintage=vintage, level=level, year=year))


@shared_frame(FRAMES_KEPT)
def timeliness(edition: Edition) -> pd.DataFrame:
    """Return the files of the review with the day they were due and sent."""
    return ask(edition, quality.timeliness)


@shared_frame(FRAMES_KEPT)
def sources_without_document(edition: Edition) -> pd.DataFrame:
    """Return the sources that name neither number nor address."""
    return ask(edition, quality.sources_without_document)


@shared_frame(FRAMES_KEPT)
def calendar(edition: Edition, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Return how many areas sent each report of a year in time, late, or not at all."""
    return ask(edition, lambda s: quality.calendar(s, vintage=vintage, level=level, year=year))


@shared_frame(FRAMES_KEPT)
def missing_reports(edition: Edition, vintage: str, level: str, year: int, on: dt.date) -> pd.DataFrame:
    """Return which reports of a year are missing from which areas, and since when as of a day."""
    return ask(edition, lambda s: quality.missing_reports(s, vintage=vintage, level=level, year=year, on=on))


@shared_frame(FRAMES_KEPT)
def report_standing(
    edition: Edition, vintage: str, level: str, year: int, report: str, on: dt.date
) -> pd.DataFrame:
    """Return where each area stands with a report of a year as of a day."""

    def asked(session: Session) -> pd.DataFrame:
        return quality.report_standing(session, vintage=vintage, level=level, year=year, report=report, on=on)

    return ask(edition, asked)


@shared_frame(FRAMES_KEPT)
def overspent(edition: Edition, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Return the purses from which more was paid out than they had."""
    return ask(edition, lambda s: quality.overspent(s, vintage=vintage, level=level, year=year))
