"""What a deployment is made of is true of the program: the image, the compose file, the units of systemd."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
import yaml

from data_access.__main__ import COMMANDS

ROOT = Path(__file__).parents[3]
IMAGE: dict[str, Any] = run_path(str(ROOT / ".ci" / "image"))
SYSTEMD = ROOT / "deploy" / "systemd"
# Settings of others: of Python, PostgreSQL and the shell.
OF_OTHERS = {"HOME", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PGPASSFILE"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def explained() -> set[str]:
    """The names of all settings in the table of docs/architecture.md."""
    table = text("docs/architecture.md").partition("## Settings")[2]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def steps() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = IMAGE["instructions"](text("Dockerfile"))
    return found


def test_image_holds_the_program_and_nothing_of_its_making() -> None:
    held = {path.parts[0] for path in IMAGE["context"]()}
    packages = set(tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["root_packages"])
    assert packages | {"app.py", "data", "locale", "pyproject.toml", ".streamlit"} <= held
    assert [path for path in IMAGE["context"]() if "__pycache__" in path.parts] == []
    assert held & {"tests", "docs", "benchmarks", ".ci", ".git", "var", "CHANGELOG.md"} == set()


@pytest.mark.parametrize("secret", [".streamlit/secrets.toml", "deploy/compose/secrets/owner_password"])
def test_image_holds_no_secret_that_lies_beside_the_program(secret: str) -> None:
    rules = [line for line in text(".dockerignore").splitlines() if line and not line.startswith("#")]
    assert not IMAGE["is_kept"](Path(secret), rules)
    assert secret in text(".gitignore") or f"{Path(secret).parent}/" in text(".gitignore")


def test_rules_of_what_the_image_leaves_out_are_read_as_docker_reads_them() -> None:
    rules = ["*", "!data", "!ui", "ui/secret.toml", "**/__pycache__"]
    names = ("data/a/b.csv", "ui/a.py", "ui/secret.toml", "ui/a/__pycache__/a.pyc", "tests/a.py")
    assert [name for name in names if IMAGE["is_kept"](Path(name), rules)] == ["data/a/b.csv", "ui/a.py"]


def test_image_runs_as_nobody_of_importance_and_is_asked_whether_it_is_well() -> None:
    last = steps()[max(at for at, (word, _) in enumerate(steps()) if word == "FROM") :]
    told = dict(last)
    user, group = told["USER"].split(":")
    assert int(user) >= 1000
    assert int(group) >= 1000
    assert "/live" in told["HEALTHCHECK"]
    assert told["VOLUME"] in " ".join(rest for word, rest in last if word == "ENV")
    assert "--no-dev" in " ".join(rest for word, rest in steps() if word == "RUN")


def test_image_and_compose_file_name_settings_that_there_are() -> None:
    compose = yaml.safe_load(text("deploy/compose/compose.yaml"))
    named = set(compose["x-app"]["environment"])
    for word, rest in steps():
        named |= {pair.partition("=")[0] for pair in rest.split() if word == "ENV"}
    of_uv = {name for name in named if name.startswith("UV_")}
    assert named - of_uv - OF_OTHERS - explained() == set()
    assert "STREAMLIT_SERVER_PORT" in named


def test_services_of_the_compose_file_write_into_their_volumes_alone() -> None:
    compose = yaml.safe_load(text("deploy/compose/compose.yaml"))
    assert set(compose["services"]) == {"migrate", "app", "proxy", "database"}
    for name in ("migrate", "app", "proxy"):
        service = compose["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
    volume = dict(steps())["VOLUME"]
    assert compose["services"]["app"]["volumes"] == [f"files:{volume}"]
    used = {*compose["x-app"]["secrets"], *compose["services"]["database"]["secrets"]}
    assert used == set(compose["secrets"])


def test_roles_of_the_compose_file_are_those_of_the_documents() -> None:
    told = re.findall(r"^(?:GRANT|ALTER DEFAULT).*;$", text("docs/security.md"), re.MULTILINE)
    assert len(told) == 4
    assert [line for line in told if line not in text("deploy/compose/roles.sh")] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
def test_units_are_understood_by_systemd(tmp_path: Path) -> None:
    units = sorted(SYSTEMD.iterdir())
    assert [unit.suffix for unit in units] == [".service", ".timer", ".service"]
    for unit in units:
        # The program is not installed where the units expect it.
        said = re.sub(
            r"^(Exec\w+)=\S+", r"\1=/bin/true", unit.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        (tmp_path / unit.name).write_text(said, encoding="utf-8")
    given = [str(tmp_path / unit.name) for unit in units]
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *given], capture_output=True, text=True, timeout=60
    )
    complaints = [line for line in verified.stderr.splitlines() if "poverty-monitor" in line]
    assert (verified.returncode, complaints) == (0, [])


def test_units_run_commands_and_settings_that_there_are_and_keep_the_system_closed() -> None:
    known = explained() | OF_OTHERS
    for unit in SYSTEMD.glob("*.service"):
        written = unit.read_text(encoding="utf-8")
        settings = re.findall(r"^Environment=(.*)$", written, re.MULTILINE)
        assert {pair.partition("=")[0] for line in settings for pair in line.split()} <= known
        for command in re.findall(r"-m data_access (\S+)", written):
            assert command in COMMANDS
        assert {"ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet="} <= set(
            written.splitlines()
        )
