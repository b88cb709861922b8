"""What the forms of other people’s accounts do; each is refused to whoever is no administrator."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from data_access.accounts.administering import (
    Person,
    add_person,
    disable_person,
    enable_person,
    end_access,
    end_right,
    give_right,
    invite_person,
)
from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import Grant
from data_access.models.account import ROLES
from data_access.store.settings import StoreSettings
from ui.server.sign_in.browser import led_to, outer_address
from ui.server.sign_in.drawing import drawing_of, page
from ui.server.sign_in.forms import Form
from ui.server.sign_in.people.area_choice import area_choice, area_in, areas_named
from ui.server.sign_in.people.elements import back_link, person_path
from ui.server.sign_in.people.person_page import person_page
from vocabulary.words import Words

INVITATION = "/invitation"


def take_person(request: Request, form: Form) -> Response:
    """Add an account and show the link to its invitation, this once."""
    person = Person(form.field("person_login"), form.field("person_name"), form.field("email"))
    number, secret = add_person(StoreSettings(), person)
    request.path_params["account"] = number
    return person_page(request, link=_link(request, secret))


def take_link(request: Request, form: Form) -> Response:
    """Make a new link for an account and show it, this once."""
    return person_page(request, link=_link(request, invite_person(StoreSettings(), _account(request))))


def take_right(request: Request, form: Form) -> Response:
    """Give an account a right; a name that several areas have is asked about."""
    account, role, typed = _account(request), form.field("role"), form.field("area").strip()
    if role not in ROLES:
        raise AccountRefused(reason="bad_role", role=role)
    area, drawing = area_in(typed, role), drawing_of(request, person_path(account))
    if area is None:
        choice = area_choice(drawing, f"{person_path(account)}/right", role, areas_named(typed))
        return page(drawing, "people.one", back_link(drawing, person_path(account)) + choice)
    try:
        give_right(StoreSettings(), account, Grant(role, *area))
    except AccountRefused as error:
        raise _in_words(error, role, drawing.words) from error
    return _back(request, "right_given")


def take_right_away(request: Request, form: Form) -> Response:
    """End a right of an account."""
    role = form.field("role")
    area = area_in(form.field("area"), role)
    if area is None:
        raise AccountRefused(reason="area_unknown", area=form.field("area")[:100])
    end_right(StoreSettings(), _account(request), Grant(role, *area))
    return _back(request, "right_ended")


def take_access(request: Request, form: Form) -> Response:
    """End all sessions and tokens of an account."""
    end_access(StoreSettings(), _account(request))
    return _back(request, "access_ended")


def take_disabling(request: Request, form: Form) -> Response:
    """Disable an account."""
    disable_person(StoreSettings(), _account(request))
    return _back(request, "disabled")


def take_enabling(request: Request, form: Form) -> Response:
    """Enable a disabled account."""
    enable_person(StoreSettings(), _account(request))
    return _back(request, "enabled")


def _in_words(error: AccountRefused, role: str, words: Words) -> AccountRefused:
    """Return a refusal that names no code of a role or of an area."""
    if error.facts["reason"] == "has_grant":
        return AccountRefused(reason="right_held")
    return AccountRefused(**error.facts | {"role": words(f"role.{role}")})


def _account(request: Request) -> int:
    return int(request.path_params["account"])


def _link(request: Request, secret: str) -> str:
    language = drawing_of(request, "").words.language
    return f"{outer_address(request)}{INVITATION}/{secret}?lang={language}"


def _back(request: Request, what: str) -> Response:
    path = person_path(_account(request))
    return led_to(drawing_of(request, path).address(path, done=what))
