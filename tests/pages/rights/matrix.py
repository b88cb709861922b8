"""The table of who may do what, and who plays which role in it.

``matrix.csv``: what (kind and name), where (own or another area, "" where it makes no difference), then one
column a role with ``yes`` or ``-``. Commands have ``operator``: who runs them has the machine.
"""

import ast
import csv
import inspect
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import typer
from starlette.routing import Mount, Route
from typer.main import get_command

from data_access import loads
from data_access.accounts import administering
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION
from tests.browser.server import ROOT
from ui.controls.site import EVERY_PAGE

TABLE = Path(__file__).parent / "matrix.csv"
OWN, FOREIGN = ("v2008", "province", "02"), ("v2008", "province", "15")
GRANTS = {
    "reader": Grant("reader", *OWN),
    "officer": Grant("officer", *OWN),
    "approver": Grant("approver", *OWN),
    "publisher": Grant("publisher", *NATION),
    "auditor": Grant("auditor", *NATION),
    "administrator": Grant("administrator", *NATION),
}
STRANGER, KEY = "stranger", "key"
ROLES = (STRANGER, *GRANTS, KEY)
WHERES = ("own", "foreign")
# Addresses of Streamlit's own, and one that nobody has thought of yet.
OF_STREAMLIT = (
    *("GET /_stcore/host-config", "GET /_stcore/health", "SOCKET /_stcore/stream"),
    *("PUT /_stcore/upload_file/x", "GET /media/x.bin", "GET /component/x/index.html"),
    *("GET /static/js/x.js", "GET /not-thought-of-yet"),
)
Row = tuple[str, str, str]


def table() -> dict[Row, dict[str, str]]:
    """The rows of the table by kind, name and where, each with its outcomes by role."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["kind"], row["name"], row["where"]): {role: row[role] for role in ROLES} for row in rows}


def routes(known: Sequence[object], prefix: str = "") -> set[str]:
    """The addresses of an application with their methods, and those of mounted ones: ``GET /search``."""
    found = set()
    for route in known:
        # What FastAPI puts in the place of a router's own addresses.
        router: Any = getattr(route, "original_router", None)
        if isinstance(route, Mount) or router is not None:
            mounted = cast("Any", router or route)
            found |= routes(mounted.routes, prefix + (route.path if isinstance(route, Mount) else ""))
            continue
        assert isinstance(route, Route), route
        methods = set(route.methods or {"GET"}) - {"HEAD"}
        found |= {f"{method} {re.sub(r':[a-z]+}', '}', prefix + route.path)}" for method in methods}
    return found


def sections() -> set[str]:
    """The sections of the data page, by their code."""
    tree = ast.parse((ROOT / "pages" / "data.py").read_text(encoding="utf-8"))
    (listed,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SECTIONS"
    ]
    return set(ast.literal_eval(ast.Dict(listed.keys, [ast.Constant(0)] * len(listed.keys))))  # type: ignore[attr-defined]


def pages() -> set[str]:
    """The addresses of the pages."""
    return {"GET /" if page.is_default else f"GET /{page.path}" for page in EVERY_PAGE}


def steps() -> set[str]:
    """The functions by which a load is changed: they take the settings of a store first."""
    named = {name: getattr(loads, name) for name in loads.__all__}
    functions = {name: found for name, found in named.items() if inspect.isfunction(found)}
    first = {name: next(iter(inspect.signature(found).parameters)) for name, found in functions.items()}
    return {name for name, parameter in first.items() if parameter == "settings"}


def account_steps() -> set[str]:
    """The steps by which an administrator changes the accounts of others."""
    found = inspect.getmembers(administering, inspect.isfunction)
    own = {name: function for name, function in found if function.__module__ == administering.__name__}
    public = {name for name in own if not name.startswith("_")} - {"administering"}
    assert all(next(iter(inspect.signature(own[name]).parameters)) == "settings" for name in public)
    return public


def commands(app: typer.Typer, program: str) -> set[str]:
    """The commands of a program, those in groups with the name of the group."""
    found = set()
    for name, command in getattr(get_command(app), "commands", {}).items():
        inner = getattr(command, "commands", None)
        found |= {f"{program} {name} {one}" for one in inner} if inner else {f"{program} {name}"}
    return found
