"""The sentence that says whether figures are still those a code was printed for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.charts.view_codes import (
    VIEW_LETTERS,
    Citation,
    figures_code,
)
from ui.text.bare_text import readable
from vocabulary.words import Words

CHANGES_NAMED = 3


Figures = Mapping[str, str]


def citation_sentence(
    code: str, day: str, now: Figures, printed: Citation | None, name: Callable[[str], str], words: Words
) -> str:
    """Return whether figures are those that a code was made of, and which are not, where that is known."""
    facts = {"code": f"{code[:5]}-{code[5:]}", "date": words.date(day)}
    if figures_code(now) == code[VIEW_LETTERS:]:
        return words("cited.unchanged", **facts)
    if printed is None or not printed.figures:
        return words("cited.changed_unknown", **facts)
    changed = [
        label for label in sorted({*printed.figures, *now}) if printed.figures.get(label) != now.get(label)
    ]
    named = [_change(label, printed.figures, now, name, words) for label in changed[:CHANGES_NAMED]]
    key = "cited.changed" if len(changed) <= CHANGES_NAMED else "cited.changed_many"
    return words(key, **facts, count=len(changed), changes="; ".join(named))


def _change(label: str, before: Figures, now: Figures, name: Callable[[str], str], words: Words) -> str:
    return f"{name(label)}: {readable(before.get(label, ''), words)} → {readable(now.get(label, ''), words)}"
