"""An address of a form that is opened by itself leads to the account, and changes nothing."""

import pytest
from starlette.applications import Starlette

from tests.asgi import ask
from ui.server.guard.answer_headers import policy
from ui.server.sign_in.routes import sign_in_routes

APP = Starlette(routes=sign_in_routes())


@pytest.mark.parametrize("path", ["/account/password", "/account/nobody/at/all", "/sign-out"])
def test_address_of_a_form_leads_to_the_account_with_the_language(path: str) -> None:
    answer = ask(APP, f"{path}?lang=en", {"Accept": "text/html"})
    assert (answer.status, answer.headers["location"]) == (303, "/account?lang=en")
    assert "set-cookie" not in answer.headers


def test_only_pages_of_accounts_run_no_script() -> None:
    for path in ("/account", "/account/people", "/sign-in", "/invitation/a"):
        assert "script-src 'none'" in policy(path, "localhost")
    for path in ("/accounts", "/sign-inn", "/map"):
        assert "script-src 'none'" not in policy(path, "localhost")
