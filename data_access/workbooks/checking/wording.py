"""Findings and refusals as sentences of the catalogues, for pages, workbooks and the command line."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data_access.text.sentences import catalogue, sentence, written
from data_access.workbooks.checking.findings import AND_MORE
from data_access.workbooks.reading.errors import UploadUnusable

NAMED = ("indicator", "other")


def finding_sentence(finding: Mapping[str, Any], language: str) -> str:
    """A row of ``Checked.findings`` as a sentence that names sheet and cell."""
    said = finding_body(finding, language)
    sheet, cell = (finding[name] if pd.notna(finding[name]) else "" for name in ("sheet", "cell"))
    if cell:
        return sentence("finding.at_cell", language, sheet=sheet, cell=cell, said=said)
    return sentence("finding.at_sheet", language, sheet=sheet, said=said) if sheet else said


def finding_body(finding: Mapping[str, Any], language: str) -> str:
    """What is wrong, without where."""
    code, facts = str(finding["code"]), json.loads(finding["facts"])
    if code == AND_MORE:
        kind = catalogue(language)[f"finding.kind.{facts['code']}"]
        return sentence("finding.and_more", language, count=facts["count"], kind=kind)
    shown = {name: _shown(name, facts, language) for name in facts}
    said = sentence(f"finding.{code}", language, **shown)
    suggestions = str(facts.get("suggestions") or "")
    return f"{said} {sentence('finding.suggestion', language, places=suggestions)}" if suggestions else said


def _shown(name: str, facts: Mapping[str, Any], language: str) -> object:
    fact = facts[name]
    if name in NAMED:
        return facts.get(f"{name}_{language}", fact)
    if name == "plus":
        return _expression(fact, facts.get("minus", ()), language)
    if name == "era":
        return catalogue(language)[f"boundary.vintage.{fact}"]
    if name == "field":
        return catalogue(language)[f"column.{fact}"]
    return fact


def _expression(plus: Sequence[float], minus: Sequence[float], language: str) -> str:
    added = " + ".join(str(written(_whole(term), language)) for term in plus)
    return added + "".join(f" − {written(_whole(term), language)}" for term in minus)


def _whole(term: float) -> float:
    return int(term) if float(term).is_integer() else term


def refusal_sentence(error: UploadUnusable, language: str) -> str:
    """What is wrong with a file that was refused, and what to do."""
    facts = dict(error.facts)
    if "kind" in facts:
        facts["kind"] = catalogue(language)[f"upload.kind.{facts['kind']}"]
    return sentence(f"upload.{error.code}", language, **facts)
