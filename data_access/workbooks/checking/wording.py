"""Findings and refusals as sentences of the catalogues, for pages, workbooks and the command line."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data_access.workbooks.checking.findings import AND_MORE
from data_access.workbooks.reading.errors import UploadUnusable
from vocabulary.words import Words

NAMED = ("indicator", "other")


def finding_sentence(finding: Mapping[str, Any], words: Words) -> str:
    """A row of ``Checked.findings`` as a sentence that names sheet and cell."""
    said = finding_body(finding, words)
    sheet, cell = (finding[name] if pd.notna(finding[name]) else "" for name in ("sheet", "cell"))
    if cell:
        return words("finding.at_cell", sheet=sheet, cell=cell, said=said)
    return words("finding.at_sheet", sheet=sheet, said=said) if sheet else said


def finding_body(finding: Mapping[str, Any], words: Words) -> str:
    """What is wrong, without where."""
    code, facts = str(finding["code"]), json.loads(finding["facts"])
    if code == AND_MORE:
        kind = words(f"finding.kind.{facts['code']}")
        return words("finding.and_more", count=facts["count"], kind=kind)
    shown = {name: _shown(name, facts, words) for name in facts}
    said = words(f"finding.{code}", **shown)
    suggestions = str(facts.get("suggestions") or "")
    return f"{said} {words('finding.suggestion', places=suggestions)}" if suggestions else said


def _shown(name: str, facts: Mapping[str, Any], words: Words) -> object:
    fact = facts[name]
    if name in NAMED:
        return facts.get(f"{name}_{words.language}", fact)
    if name == "plus":
        return _expression(fact, facts.get("minus", ()), words)
    if name == "until":
        return words.date(str(fact))
    if name == "era":
        return words(f"boundary.vintage.{fact}")
    if name == "reading_part":
        return words(f"reading.part.{fact}")
    if name == "field":
        return words(f"column.{fact}")
    if name == "reason":
        return words(f"reading.reason.{fact}", words=facts["words"])
    if name == "row":
        return words(f"reading.row.{fact}")
    return fact


def _expression(plus: Sequence[float], minus: Sequence[float], words: Words) -> str:
    added = " + ".join(words.exact_number(term) for term in plus)
    return added + "".join(f" − {words.exact_number(term)}" for term in minus)


def refusal_sentence(error: UploadUnusable, words: Words) -> str:
    """What is wrong with a file that was refused, and what to do."""
    facts = dict(error.facts)
    if "kind" in facts:
        facts["kind"] = words(f"upload.kind.{facts['kind']}")
    return words(f"upload.{error.code}", **facts)
