"""Every address, section, step and command as every role: what ``matrix.csv`` says, and nothing else."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message

import app as dashboard
from data_access import door
from data_access.__main__ import app as store_commands
from data_access.__main__ import main
from data_access.accounts import administering
from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import Grant
from data_access.accounts.managing import add_account, give_grant
from data_access.accounts.people import people
from data_access.accounts.rights import NATION, ROLES_FOR, Action, may
from data_access.accounts.sessions import begin_session
from data_access.acting import Actor, acting
from data_access.boundary_log import log_boundaries
from data_access.door import OPERATOR
from data_access.keeping.changing_key import browser_token, changing_key
from data_access.loads import (
    LoadRefused,
    approve,
    erase_original,
    keep_draft,
    kept_part,
    ledger,
    publish,
    send_back,
    submit,
    submit_and_publish,
    submit_checked,
    undo,
)
from data_access.loads.changing import changing_beside_loads
from data_access.loads.opened import open_submission
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from exports.commands import app as export_commands
from microdata.__main__ import app as register_commands
from tests.guarded import Told
from tests.pages.rights import matrix
from tests.pages.rights.matrix import FOREIGN, GRANTS, KEY, OWN, ROLES, WHERES
from tests.queries.conftest import SAMPLE
from tests.queries.office import area_number, figure, upload
from tests.queries.prepared import prepared_file
from ui.controls.identity import SESSION_COOKIE, VISITOR_HEADER, Asker, asker, cookie_name
from ui.controls.rights import may_change_data, may_read_actors, may_see_registers, may_use_section
from ui.server.guard.closed_reading import ClosedReading

ADDRESS = "198.51.100.9"
TABLE = matrix.table()
NOT_A_STEP = ("sweep",)
# The files of each area, by number, in the state that the step needs.
CHECKED, SUBMITTED, APPROVED, PUBLISHED_FILE = 1, 2, 3, 4
OF_AREA = 4


@dataclass
class World:
    """A store with files of two areas in every state, who may sign in, and their sessions."""

    settings: StoreSettings
    whole: Path
    areas: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.settings.var_dir / "published.sqlite"

    def begin_again(self) -> None:
        """Let the store be as it was before somebody changed it."""
        shutil.copy(self.whole, self.file)


def _settings(folder: Path, sample: Path) -> StoreSettings:
    folder.mkdir()
    shutil.copy(sample, folder / "published.sqlite")
    return StoreSettings(database_url="", var_dir=folder, data_dir=SAMPLE)


def _as(login: str, change: Callable[..., Any], *given: Any) -> Any:
    with acting(Actor(account=login, address=ADDRESS)):
        return change(*given)


def _shown(settings: StoreSettings, number: int) -> Any:
    with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
        return open_submission(session, number).now


def _fill(world: World, login: str, approver: str, where: str) -> None:
    """Put a file in each state into the store; without accounts under the same names."""
    settings, area, first = world.settings, world.areas[where], WHERES.index(where) * OF_AREA
    for state in (CHECKED, SUBMITTED, APPROVED, PUBLISHED_FILE):
        sent = upload(f"{where}-{state}.xlsx", figures=[figure(area, state, year=1990 + state)])
        _as(login, keep_draft if state == CHECKED else submit, settings, sent, login or "officer")
        if state in (APPROVED, PUBLISHED_FILE):
            _as(
                approver,
                approve,
                settings,
                first + state,
                approver or "approver",
                _shown(settings, first + state),
            )
    _as("publisher" if login else "", publish, settings, first + PUBLISHED_FILE, "publisher")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[dict[bool, World]]:
    """A store with accounts, and one without any."""
    folder, sample = tmp_path_factory.mktemp("matrix"), prepared_file(shared_folder, "sample")
    found = {}
    for has_accounts in (True, False):
        settings = _settings(folder / f"{has_accounts}", sample)
        world = World(settings, folder / f"{has_accounts}.sqlite")
        url = settings.url()
        world.areas = {"own": area_number(url, OWN[2]), "foreign": area_number(url, FOREIGN[2])}
        if has_accounts:
            _sign_everybody_in(world)
        for where in WHERES:
            office = "" if where == "own" else "other_"
            _fill(world, f"{office}officer" * has_accounts, f"{office}approver" * has_accounts, where)
        shutil.copy(world.file, world.whole)
        found[has_accounts] = world
    yield found
    door.forget()


def _sign_everybody_in(world: World) -> None:
    others = {"other_officer": Grant("officer", *FOREIGN), "other_approver": Grant("approver", *FOREIGN)}
    with changing_beside_loads(world.settings) as connection:
        for login, grant in (GRANTS | others).items():
            number = add_account(connection, login, login, None, "it")
            give_grant(connection, number, grant, "it")
            world.tokens[login] = begin_session(connection, number, login, "password")


def _asker(worlds: dict[bool, World], role: str, patch: pytest.MonkeyPatch) -> Asker:
    """Whoever plays a role, as a request of theirs is known."""
    world = worlds[role != KEY]
    patch.setenv("VAR_DIR", str(world.settings.var_dir))
    patch.setenv("DATA_DIR", str(SAMPLE))
    key = changing_key(world.settings.var_dir)
    cookies = {cookie_name(key): browser_token(key)} if role == KEY else {}
    if role in GRANTS:
        cookies = {SESSION_COOKIE: world.tokens[role]}
    return asker(cookies, {VISITOR_HEADER: ADDRESS, "user-agent": "test"})


@pytest.fixture
def askers(worlds: dict[bool, World], monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Asker]]:
    found = {}
    for role in ROLES:
        door.forget()
        found[role] = _asker(worlds, role, monkeypatch)
    yield found
    door.forget()


def outcomes(kind: str) -> dict[tuple[str, str], dict[str, str]]:
    return {(name, where): row for (found, name, where), row in TABLE.items() if found == kind}


def written(answers: dict[str, bool]) -> dict[str, str]:
    return {role: "yes" if is_open else "-" for role, is_open in answers.items()}


def test_table_has_a_row_for_whatever_there_is_and_for_nothing_else() -> None:
    known = {
        "address": matrix.routes(dashboard.routes) | matrix.pages() | set(matrix.OF_STREAMLIT),
        "section": matrix.sections(),
        "step": (matrix.steps() - set(NOT_A_STEP)) | {"boundaries"},
        "people": matrix.account_steps() | {"list", "one account"},
        "sight": {"files on their way", "originals", "registers", "who acted from where", "some change"},
        "command": matrix.commands(store_commands, "data_access")
        | matrix.commands(export_commands, "exports")
        | matrix.commands(register_commands, "microdata"),
    }
    assert {kind: {name for name, _ in outcomes(kind)} for kind in known} == known


def answered(who: Asker, name: str) -> bool:
    """Whether an address is answered where reading is for accounts alone."""
    method, _, path = name.partition(" ")
    told = Told()
    closed = ClosedReading(told, is_open=False, who=lambda _connection: who)
    kind = "websocket" if method == "SOCKET" else "http"
    scope = {"type": kind, "method": method, "path": path, "query_string": b"", "headers": []}

    async def receive() -> Message:
        return {"type": "websocket.disconnect" if kind == "websocket" else "http.request"}

    async def send(_message: Message) -> None:
        return

    asyncio.run(closed(scope, receive, send))
    return bool(told.scopes)


def test_addresses_answer_whom_the_table_says_where_reading_is_closed(askers: dict[str, Asker]) -> None:
    for (name, _), row in outcomes("address").items():
        assert {name: written({role: answered(askers[role], name) for role in ROLES})} == {name: row}


def sections_used(askers: dict[str, Asker]) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (name, where): written({role: may_use_section(askers[role], name) for role in ROLES})
        for name, where in outcomes("section")
    }


def what_is_seen(
    worlds: dict[bool, World], askers: dict[str, Asker]
) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (name, where): written(
            {role: _sees(worlds[role != KEY], askers[role], name, where) for role in ROLES}
        )
        for name, where in outcomes("sight")
    }


def test_sections_are_used_by_whom_the_table_says(askers: dict[str, Asker]) -> None:
    assert sections_used(askers) == outcomes("section")


def test_what_is_seen_is_seen_by_whom_the_table_says(
    worlds: dict[bool, World], askers: dict[str, Asker]
) -> None:
    assert what_is_seen(worlds, askers) == outcomes("sight")


def _sees(world: World, who: Asker, name: str, where: str) -> bool:
    if name == "who acted from where":
        return may_read_actors(who)
    if name == "some change":
        return may_change_data(who)
    if name == "registers":
        return may_see_registers(who, {OWN if where == "own" else FOREIGN, NATION})
    number = WHERES.index(where) * OF_AREA + SUBMITTED
    with door.session(who.reader, PUBLISHED, settings=world.settings) as session:
        if name == "files on their way":
            return number in set(ledger(session)["id"])
        try:
            return bool(kept_part(session, number, "original"))
        except LoadRefused:
            return False


@pytest.mark.parametrize(
    ("action", "role"),
    [
        *((Action.HAND_IN, "reader"), (Action.REPLACE_BOUNDARIES, "officer"), (Action.READ_LOG, "officer")),
        *((Action.SEE_FILES, "administrator"), (Action.SEE_ORIGINALS, "auditor"), (Action.APPROVE, "reader")),
    ],
)
def test_table_notices_a_right_that_is_loosened(
    worlds: dict[bool, World],
    askers: dict[str, Asker],
    monkeypatch: pytest.MonkeyPatch,
    action: Action,
    role: str,
) -> None:
    monkeypatch.setitem(ROLES_FOR, action, (*ROLES_FOR[action], role))
    held = (sections_used(askers), what_is_seen(worlds, askers))
    assert held != (outcomes("section"), outcomes("sight"))


def _takes(world: World, name: str, where: str) -> bool:
    """Whether whoever acts takes a step with a file of an area."""
    settings, where = world.settings, where or WHERES[0]
    first = WHERES.index(where) * OF_AREA
    sent = upload(f"{name}.xlsx", figures=[figure(world.areas[where], 7, year=1980)])
    someone = "Một người khác"
    taken: dict[str, Callable[[], Any]] = {
        "keep_draft": lambda: keep_draft(settings, sent, someone),
        "submit": lambda: submit(settings, sent, someone),
        "submit_and_publish": lambda: submit_and_publish(settings, sent, someone),
        "submit_checked": lambda: submit_checked(settings, first + CHECKED, someone),
        "approve": lambda: approve(settings, first + SUBMITTED, someone, _shown(settings, first + SUBMITTED)),
        "send_back": lambda: send_back(settings, first + SUBMITTED, someone, "vì"),
        "publish": lambda: publish(settings, first + APPROVED, someone),
        "undo": lambda: undo(settings, first + PUBLISHED_FILE, someone),
        "erase_original": lambda: erase_original(settings, first + SUBMITTED, someone, "vì"),
        "boundaries": lambda: log_boundaries(settings, someone, "boundaries_undone", "province", "v2025"),
    }
    try:
        taken[name]()
    except LoadRefused as error:
        if error.facts["reason"] not in ("no_right", "signed_out", "outside_area", "approval_required"):
            raise
        return False
    world.begin_again()
    return True


def test_steps_are_taken_by_whom_the_table_says(worlds: dict[bool, World]) -> None:
    for (name, where), row in outcomes("step").items():
        taken = {}
        for role in ROLES:
            login = role if role in GRANTS else ""
            taken[role] = _as(login, _takes, worlds[role != KEY], name, where)
        assert {(name, where): written(taken)} == {(name, where): row}


def _keeps_accounts(world: World, name: str) -> bool:
    """Whether whoever acts takes a step with the account of somebody else, or of a new person."""
    settings, other = world.settings, ("officer", *FOREIGN)
    with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
        known = people(session)
    number = int(known["id"][known["login"] == "other_officer"].sum())
    taken: dict[str, Callable[[], object]] = {
        "add_person": lambda: administering.add_person(settings, administering.Person("new.one", "New One")),
        "give_right": lambda: administering.give_right(settings, number, Grant("reader", *FOREIGN)),
        "end_right": lambda: administering.end_right(settings, number, Grant(*other)),
    }
    try:
        (taken.get(name) or partial(getattr(administering, name), settings, number))()
    except AccountRefused as error:
        if error.facts["reason"] not in ("signed_out", "not_administrator"):
            raise
        return False
    world.begin_again()
    return True


def test_accounts_are_kept_by_whom_the_table_says(
    worlds: dict[bool, World], askers: dict[str, Asker]
) -> None:
    for (name, where), row in outcomes("people").items():
        taken = {}
        for role in ROLES:
            if name in ("list", "one account"):
                taken[role] = may(askers[role], Action.MANAGE_ACCOUNTS)
            else:
                login = role if role in GRANTS else ""
                taken[role] = _as(login, _keeps_accounts, worlds[role != KEY], name)
        assert {(name, where): written(taken)} == {(name, where): row}


WRITING = {
    "hand-in": ["1"],
    "approve": ["2", "--seen", "3"],
    "send-back": ["2", "--reason", "vì"],
    "publish": ["3"],
    "withdraw": ["4"],
    "erase-original": ["2", "--reason", "vì"],
}


@pytest.mark.parametrize("name", WRITING)
def test_commands_that_change_data_hold_the_account_to_its_rights(
    worlds: dict[bool, World], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv("VAR_DIR", str(worlds[True].settings.var_dir))
    monkeypatch.setenv("DATA_DIR", str(SAMPLE))
    assert main([name, *WRITING[name], "--by", "auditor", "--json"]) == 5
    assert "no_right" in capsys.readouterr().err
