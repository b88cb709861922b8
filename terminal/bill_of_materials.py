"""``uv run --no-dev python -m terminal.bill_of_materials``: all parts of the program, as CycloneDX.

The list is of the distributions that are installed where it runs. https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PROGRAM = "program"
REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Of a requirement that only an extra brings.
EXTRA = re.compile(r"\bextra\s*==")


def main() -> None:
    """Write the list to standard output."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = bill_of_materials(project, distributions())
    sys.stdout.write(json.dumps(parts, ensure_ascii=False, indent=2) + "\n")


def bill_of_materials(project: dict[str, Any], installed: Iterable[Distribution]) -> dict[str, Any]:
    """Return a CycloneDX document of a project (as in ``pyproject.toml``) and the distributions it runs with.

    The same parts give the same document: it has no time, and its serial number is of its parts.
    """
    found = {_name(one.metadata["Name"]): one for one in installed}
    components = [_component(name, found[name]) for name in sorted(found)]
    program = {"type": "application", "bom-ref": PROGRAM, "name": project["name"]}
    needs = [{"ref": PROGRAM, "dependsOn": _refs(project["dependencies"], found)}]
    needs += [
        {"ref": _ref(name, found[name]), "dependsOn": _refs(found[name].requires or [], found)}
        for name in sorted(found)
    ]
    listed = json.dumps([project["name"], project["version"], components])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, listed)}",
        "version": 1,
        "metadata": {"component": program | {"version": project["version"]}},
        "components": components,
        "dependencies": needs,
    }


def _component(name: str, one: Distribution) -> dict[str, Any]:
    ref = _ref(name, one)
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": ref,
        "name": name,
        "version": one.version,
        "purl": ref,
    }
    licences = list(_licences(one))
    return component | {"licenses": licences} if licences else component


def _licences(one: Distribution) -> Iterator[dict[str, Any]]:
    """Yield the licence as an SPDX expression where the distribution gives one, else by its names."""
    told = one.metadata
    if "License-Expression" in told:
        yield {"expression": told["License-Expression"]}
        return
    for classifier in told.get_all("Classifier") or []:
        if classifier.startswith("License ::"):
            yield {"license": {"name": classifier.rpartition(" :: ")[2]}}


def _refs(requirements: Iterable[str], found: dict[str, Distribution]) -> list[str]:
    """Return what is installed of some requirements; those of extras are left out."""
    wanted = (REQUIREMENT.match(text) for text in requirements if not EXTRA.search(text))
    names = {_name(match[0]) for match in wanted if match}
    return [_ref(name, found[name]) for name in sorted(names & found.keys())]


def _ref(name: str, one: Distribution) -> str:
    return f"pkg:pypi/{name}@{one.version}"


def _name(written: str) -> str:
    return re.sub(r"[-_.]+", "-", written).lower()


if __name__ == "__main__":
    main()
