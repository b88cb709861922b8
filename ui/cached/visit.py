"""A visit: the language of the view, the edition of the store it reads, and with that who reads it."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.store_codes import DEMONSTRATION, past_day
from ui.cached.editions import Edition
from vocabulary.words import Words


@dataclass(frozen=True)
class Visit:
    """One run for one visitor. ``edition`` is the key of every kept frame."""

    words: Words
    edition: Edition

    @property
    def mark(self) -> str:
        """What every picture of simulated or past figures bears; "" for the published ones of today."""
        day = past_day(self.edition.store)
        if day is not None:
            return self.words("asof.mark", day=self.words.date(day.isoformat()))
        return self.words("simulated.banner") if self.edition.store == DEMONSTRATION else ""
