"""The match report of an examination: as sentences for people, as plain values for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from geo.importing.agreement import BOUNDS, UNLIKE
from geo.importing.assembling import Flaw
from geo.importing.examination import Dissolved, Examination
from vocabulary.words import Words

SHOWN = 10
"""So many names of each kind are listed; the rest is counted."""

OWN_LAYOUTS = ("other", "columns", "place")
"""Layouts without a name of their own."""

WAYS = ("code", "name", "predecessor", "place", "archipelago")


def report_lines(examination: Examination, words: Words) -> list[str]:
    """Return the report as lines of text, the most important first."""
    return [
        *_what_it_is(examination, words),
        *_what_agrees(examination, words),
        *_what_matched(examination, words),
        *_flaws(examination, words),
    ]


def _what_it_is(examination: Examination, words: Words) -> Iterator[str]:
    yield words(
        "boundary.report.file",
        name=examination.source_name,
        kind=examination.kind,
        layout=_layout_name(examination.layout, words),
        crs=examination.crs[:60],
    )
    yield words(
        "boundary.report.target",
        level=words(f"boundary.level.{examination.level}"),
        vintage=words(f"boundary.vintage.{examination.vintage}"),
    )
    for note in examination.notes:
        yield words(f"boundary.note.{note}")
    if examination.non_commercial:
        yield words("boundary.note.non_commercial")


def _layout_name(layout: str, words: Words) -> str:
    return words(f"boundary.layout.{layout}") if layout in OWN_LAYOUTS else layout


def _what_matched(examination: Examination, words: Words) -> Iterator[str]:
    ways = {way: examination.matched_by(way) for way in WAYS}
    if examination.lacks_journal:
        yield words("boundary.report.lacks_journal", count=len(examination.unmatched_areas))
    yield words(
        "boundary.report.matched",
        matched=len(examination.matches),
        rows=examination.row_count,
        **ways,
    )
    differing = [examination.row_names[found.row] for found in examination.matches if found.differs]
    areas = [f"{name} ({code})" for code, name in examination.unmatched_areas]
    joined = [f"{name} ({count})" for name, count in examination.joined]
    yield from _counted("differing", differing, words)
    yield from _counted("joined", joined, words)
    for is_split in (False, True):
        ended = [_ended(one) for one in examination.dissolved if one.is_split is is_split]
        yield from _counted("split" if is_split else "dissolved", ended, words)
    yield from _counted("left_out", examination.left_out, words)
    yield from _counted("unmatched_rows", examination.unmatched_rows, words)
    yield from _counted("unmatched_areas", areas, words)
    if examination.filled:
        yield words("boundary.report.filled", count=len(examination.filled))
    without = [f"{name} ({code})" for code, name in examination.without_shape]
    if not without:
        yield words("boundary.report.all_have_shapes")
    yield from _counted("without_shape", without, words)


def _ended(one: Dissolved) -> str:
    return f"{one.name} → {', '.join(one.successors)} ({one.ended})"


def _what_agrees(examination: Examination, words: Words) -> Iterator[str]:
    """How well the shapes agree with the layer that ships, and with what else they were compared."""
    if examination.compared:
        yield _comparison(examination, words)
    others = [
        f"{target_text(tried.level, tried.vintage, words)} {round(100 * tried.agreement)} %"
        for tried in examination.tried
        if (tried.level, tried.vintage) != (examination.level, examination.vintage)
    ]
    yield from _counted("tried", others, words)


def target_text(level: str, vintage: str, words: Words) -> str:
    """Return a level and its boundaries in words."""
    return ", ".join((words(f"boundary.level.{level}"), words(f"boundary.vintage.{vintage}")))


def _counted(key: str, names: Sequence[str], words: Words) -> Iterator[str]:
    if names:
        shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
        yield words(f"boundary.report.{key}", count=len(names), names=shown)


def _flaws(examination: Examination, words: Words) -> Iterator[str]:
    yield words(
        "boundary.report.vertices",
        before=examination.vertices_read,
        after=examination.vertices_kept,
        mended=examination.mended,
    )
    yield _flaw_line("overlaps", examination.overlaps, words)
    yield _flaw_line("gaps", examination.gaps, words)
    unlike = [
        f"{area.name_vi} ({area.code}) {words.number(round(100 * area.agreement))} %"
        for area in examination.compared
        if area.agreement < UNLIKE[examination.level]
    ]
    yield from _counted("unlike", unlike, words)


def _flaw_line(kind: str, flaws: Sequence[Flaw], words: Words) -> str:
    if not flaws:
        return words(f"boundary.report.no_{kind}")
    shown = "; ".join(
        f"{' – '.join(flaw.names[:3])} {words.number(round(flaw.km2, 2))} km²" for flaw in flaws[:SHOWN]
    )
    total = round(sum(flaw.km2 for flaw in flaws), 2)
    return words(f"boundary.report.{kind}", count=len(flaws), km2=total, names=shown)


def _comparison(examination: Examination, words: Words) -> str:
    return words(
        "boundary.report.compared",
        file_km2=round(sum(area.file_km2 for area in examination.compared)),
        shipped_km2=round(sum(area.shipped_km2 for area in examination.compared)),
        percent=round(100 * examination.agreement),
        least=round(100 * BOUNDS[examination.level]),
    )


def report_values(examination: Examination) -> dict[str, Any]:
    """Return the report as values that JSON can hold; shapes are left out."""
    return _what_it_is_values(examination) | _matched_values(examination) | _flaw_values(examination)


def _what_it_is_values(examination: Examination) -> dict[str, Any]:
    return {
        "file": examination.source_name,
        "sha256": examination.source_sha256,
        "kind": examination.kind,
        "layout": examination.layout,
        "member": examination.member,
        "level": examination.level,
        "vintage": examination.vintage,
        "crs": examination.crs,
        "notes": list(examination.notes),
        "non_commercial": examination.non_commercial,
        "rows": examination.row_count,
    }


def _matched_values(examination: Examination) -> dict[str, Any]:
    names = examination.row_names
    return {
        "matched": {way: examination.matched_by(way) for way in WAYS},
        "matches": [
            {"row": m.row + 1, "name": names[m.row], "code": m.code, "by": m.how, "differs": m.differs}
            for m in examination.matches
        ],
        "unmatched_rows": list(examination.unmatched_rows),
        "unmatched_areas": [{"code": code, "name_vi": name} for code, name in examination.unmatched_areas],
        "left_out": list(examination.left_out),
        "joined": [{"name_vi": name, "rows": count} for name, count in examination.joined],
        "dissolved": [
            {"name": one.name, "ended": one.ended, "successors": list(one.successors), "split": one.is_split}
            for one in examination.dissolved
        ],
        "filled": list(examination.filled),
        "without_shape": [{"code": code, "name_vi": name} for code, name in examination.without_shape],
        "lacks_journal": examination.lacks_journal,
        "agreement": round(examination.agreement, 4),
        "least_agreement": BOUNDS[examination.level],
        "tried": [
            {
                "level": tried.level,
                "vintage": tried.vintage,
                "matched": tried.matched,
                "agreement": round(tried.agreement, 4),
            }
            for tried in examination.tried
        ],
    }


def _flaw_values(examination: Examination) -> dict[str, Any]:
    return {
        "mended": examination.mended,
        "vertices": {"read": examination.vertices_read, "kept": examination.vertices_kept},
        "overlaps": [{"names": list(flaw.names), "km2": round(flaw.km2, 4)} for flaw in examination.overlaps],
        "gaps": [{"names": list(flaw.names), "km2": round(flaw.km2, 4)} for flaw in examination.gaps],
        "compared": [
            {
                "code": area.code,
                "name_vi": area.name_vi,
                "file_km2": round(area.file_km2, 2),
                "shipped_km2": round(area.shipped_km2, 2),
                "agreement": round(area.agreement, 4),
            }
            for area in examination.compared
        ],
    }
