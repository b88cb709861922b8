"""Findings and refusals as sentences of the catalogues, for pages, workbooks and the command line."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data_access.workbooks.checking.findings import AND_MORE
from data_access.workbooks.reading.errors import UploadUnusable
from vocabulary.words import Words

NAMED = ("indicator", "other")
# So many cells with the very same fault, or with one fault and other numbers, are told in one line.
FEW, MANY, NAMED_CELLS = 4, 12, 5
ONE_CAUSE = ["severity", "code", "sheet", "column"]


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


def folded_findings(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings with those of one cause as one: many cells of a column with the same fault.

    They are of one cause where FEW or more say the same, or MANY or more anything without a suggestion. The
    first stays, with the sum of ``times`` and with ``others``, the addresses of a few more cells.
    """
    rows = findings.assign(others="")
    has_advice = rows["facts"].str.contains('"suggestions": "[^"]')
    alike = rows.groupby([*ONE_CAUSE, "facts"], dropna=False)["code"].transform("size")
    rows["cause"] = rows["facts"].where(alike.ge(FEW), "")
    sizes = rows.groupby([*ONE_CAUSE, "cause"], dropna=False)["code"].transform("size")
    folds = rows["cell"].notna() & ~has_advice & (rows["cause"].ne("") | sizes.ge(MANY))
    kept = [rows[~folds]]
    for _, same in rows[folds].groupby([*ONE_CAUSE, "cause"], dropna=False, sort=False):
        others = ", ".join(same["cell"][1 : 1 + NAMED_CELLS])
        kept.append(same.head(1).assign(times=same["times"].sum(), others=others))
    return pd.concat(kept).sort_index().drop(columns="cause")


def folded_sentence(finding: Mapping[str, Any], words: Words) -> str:
    """A row of ``folded_findings`` as a sentence, with how many more cells have the same."""
    said = finding_sentence(finding, words)
    if not finding["others"]:
        return said
    return f"{said} {words('upload_page.folded', count=int(finding['times']) - 1, cells=finding['others'])}"
