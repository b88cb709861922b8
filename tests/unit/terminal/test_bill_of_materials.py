"""The list of all parts of the program is complete, and says of each what a scanner asks for."""

import json
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

from terminal.bill_of_materials import PROGRAM, bill_of_materials

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_installed_distribution_is_listed_once_with_its_version() -> None:
    parts = bill_of_materials(PROJECT, distributions())
    listed = [(part["name"], part["version"]) for part in parts["components"]]
    assert len(listed) == len({one.metadata["Name"].lower().replace("_", "-") for one in distributions()})
    assert ("streamlit", next(one.version for one in distributions() if one.name == "streamlit")) in listed
    assert all(part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}" for part in parts["components"])


def test_what_the_program_needs_is_what_it_declares() -> None:
    parts = bill_of_materials(PROJECT, distributions())
    needs = {one["ref"]: one["dependsOn"] for one in parts["dependencies"]}
    assert len(needs[PROGRAM]) == len(PROJECT["dependencies"])
    known = {part["bom-ref"] for part in parts["components"]}
    assert all(ref in known for refs in needs.values() for ref in refs)


def test_same_parts_give_the_same_list() -> None:
    assert bill_of_materials(PROJECT, distributions()) == bill_of_materials(PROJECT, distributions())


def test_command_writes_one_json_document() -> None:
    command = [sys.executable, "-m", "terminal.bill_of_materials"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    document = json.loads(run.stdout)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["version"] == PROJECT["version"]
