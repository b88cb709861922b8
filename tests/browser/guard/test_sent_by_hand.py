"""The buttons of others, pressed by messages that no page of one's own would send: nothing happens."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from data_access import door
from data_access.door import OPERATOR
from data_access.loads import approve, audit_log, keep_draft, ledger, publish, submit
from data_access.loads.opened import open_submission
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.browser.guard.page_socket import PATIENCE_SECONDS, page_socket
from tests.browser.server import Server, started_server
from tests.pages.rights.accounts_of_pages import Accounts, accounts_in, as_account
from tests.pages.test_four_eyes import made
from ui.controls.identity import SESSION_COOKIE
from vocabulary.words import Words

pytestmark = pytest.mark.guard
CHECKED, SUBMITTED, APPROVED, PUBLISHED_FILE = 1, 2, 3, 4
STATES = ["checked", "submitted", "approved", "published"]
LEDGER = "section=ledger&lang=en"
OPENED = tuple(f"{LEDGER}&submission={number}" for number in (SUBMITTED, APPROVED, PUBLISHED_FILE))
UPLOAD = "section=upload&kind=figures&year=2023&lang=en"
NO_FIELD = Words("vi")("guard.no_field")
STEPS = ("hand_in", "approve", "send_back_now", "publish", "undo")


@dataclass
class Drawn:
    """What a run of a page drew: buttons, texts and fields for files by their ids; the page's session."""

    session: str = ""
    buttons: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    def add(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
        element = message.delta.new_element
        kinds = {"button": self.buttons, "text_input": self.texts, "file_uploader": self.fields}
        kind = element.WhichOneof("type") or ""
        if kind in kinds:
            kinds[kind].add(getattr(element, kind).id)


@dataclass(frozen=True)
class Office:
    """A server with accounts and a file in each state."""

    server: Server
    accounts: Accounts

    def page(self, login: str) -> ClientConnection:
        cookie = f"{SESSION_COOKIE}={self.accounts.tokens[login]}" if login else ""
        return page_socket(self.server, "127.0.0.1", cookie=cookie)

    def drawn(self, login: str, *queries: str) -> Drawn:
        """What pages show to an account, "" for the public."""
        drawn = Drawn()
        for query in queries:
            with self.page(login) as page:
                run(page, query, drawn)
        return drawn

    @property
    def states(self) -> list[str]:
        with door.session(OPERATOR, PUBLISHED, settings=self.accounts.settings) as session:
            return ledger(session).sort_values("id")["state"].tolist()

    @property
    def log(self) -> int:
        """The number of the last entry of the log."""
        with door.session(OPERATOR, PUBLISHED, settings=self.accounts.settings) as session:
            return int(audit_log(session, limit=1).iloc[0]["id"])


def run(page: ClientConnection, query: str, drawn: Drawn, pressed: Sequence[str] = (), **typed: str) -> None:
    """Have a page run with buttons pressed and texts typed by hand; add what it draws."""
    message = BackMsg()
    message.rerun_script.query_string, message.rerun_script.page_name = query, "data"
    for one in pressed:
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.trigger_value = one, True
    for name, text in typed.items():
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.string_value = name, text
    page.send(message.SerializeToString())
    answer = ForwardMsg()
    while answer.WhichOneof("type") != "script_finished":
        content = page.recv(timeout=PATIENCE_SECONDS)
        assert isinstance(content, bytes)
        answer.ParseFromString(content)
        drawn.add(answer)


def shown(settings: StoreSettings, number: int) -> object:
    with door.session(OPERATOR, PUBLISHED, settings=settings) as session:
        return open_submission(session, number).now


@pytest.fixture
def office(built_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A server of its own: its store is changed here before it starts."""
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(built_store, folder)
    monkeypatch.setenv("VAR_DIR", str(folder))
    door.forget()
    accounts = accounts_in(StoreSettings(), monkeypatch)
    settings, by = accounts.settings, "Lò Thị Mai"
    for number in (CHECKED, SUBMITTED, APPROVED, PUBLISHED_FILE):
        sent = made(tmp_path, f"{number}.csv", f"17,,{2017 + number},1000,90{number}").upload
        as_account("officer", keep_draft if number == CHECKED else submit, settings, sent, by)
        if number in (APPROVED, PUBLISHED_FILE):
            as_account("approver", approve, settings, number, "Páo", shown(settings, number))
    as_account("publisher", publish, settings, PUBLISHED_FILE, "Hoa")
    door.forget()
    server = started_server(tmp_path)
    try:
        yield Office(server, accounts)
    finally:
        server.stop()
        door.forget()


def steps_in(buttons: set[str]) -> dict[str, str]:
    """The buttons of steps by their keys, such as ``ledger.publish.3``."""
    keys = {one: one.split("-", 2)[-1] for one in buttons}
    return {key: one for one, key in keys.items() if any(f".{step}." in key for step in STEPS)}


def test_steps_of_others_sent_by_hand_change_nothing_and_are_in_no_log(office: Office) -> None:
    assert office.states == STATES
    offered: dict[str, str] = {}
    texts: set[str] = set()
    for login in ("officer", "approver", "publisher"):
        drawn = office.drawn(login, LEDGER, *OPENED)
        offered |= steps_in(drawn.buttons)
        texts |= drawn.texts
    assert {step for step in STEPS if any(f".{step}." in key for key in offered)} == set(STEPS)
    before = office.log
    for login in ("", "reader", "neighbour", "auditor", "administrator"):
        for query in (LEDGER, *OPENED):
            with office.page(login) as page:
                mine = Drawn()
                run(page, query, mine)
                run(page, query, mine, list(offered.values()), **dict.fromkeys(texts, "why not"))
                assert not steps_in(mine.buttons), (login, query)
        assert (office.states, office.log) == (STATES, before), login
    # The same message from somebody whose button it is does what it says.
    with office.page("publisher") as page:
        run(page, LEDGER, Drawn())
        run(page, LEDGER, Drawn(), [offered[f"ledger.publish.{APPROVED}"]])
    assert office.states == ["checked", "submitted", "published", "published"]
    assert office.log > before


def test_file_of_somebody_who_may_not_hand_in_is_not_taken(office: Office) -> None:
    assert office.drawn("officer", UPLOAD).fields
    before = office.log
    for login in ("", "reader", "approver", "auditor"):
        with office.page(login) as page:
            mine = Drawn()
            run(page, UPLOAD, mine)
            assert not mine.fields, login
            assert put(office.server, mine.session, office.accounts.tokens.get(login, "")) == NO_FIELD
    assert (office.states, office.log) == (STATES, before)


def test_file_is_not_taken_into_the_page_of_another_account(office: Office) -> None:
    with office.page("officer") as page:
        mine = Drawn()
        run(page, UPLOAD, mine)
        for login in ("", "reader", "publisher"):
            assert put(office.server, mine.session, office.accounts.tokens.get(login, "")) == NO_FIELD, login
        assert put(office.server, mine.session, office.accounts.tokens["officer"]) == ""


def put(server: Server, session: str, token: str) -> str:
    """Send a file into the page of a session; return the sentence that refuses it, "" where it is taken."""
    with urlopen(f"{server.url}/_stcore/health", timeout=30) as answer:
        xsrf = answer.headers["Set-Cookie"].partition(";")[0]
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": server.url}
    headers |= {"Cookie": f"{xsrf}; {SESSION_COOKIE}={token}", "X-Xsrftoken": xsrf.partition("=")[2]}
    sent = Request(f"{server.url}/_stcore/upload_file/{session}/a1", part, headers, method="PUT")
    try:
        with urlopen(sent, timeout=30):
            return ""
    except HTTPError as refused:
        return refused.read().decode()
