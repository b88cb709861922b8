"""Signing in by a provider of identities: an account is known by the provider's address and its subject.

An unknown subject gets no account: an account is linked once, by an invitation.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from data_access.accounts.errors import AccountRefused
from data_access.accounts.invitations import use_invitation
from data_access.accounts.sessions import begin_session, end_sessions
from data_access.loads.audit import record
from data_access.loads.changing import changing_beside_loads
from data_access.models import Account
from data_access.store.settings import StoreSettings


@dataclass(frozen=True)
class Identity:
    """Who somebody is to a provider: its address, and the name by which it knows them for good."""

    issuer: str
    subject: str


def sign_in_provided(settings: StoreSettings, identity: Identity) -> str:
    """Return the token of a new session of the account that is linked to an identity.

    Raises ``AccountRefused`` (``provider_unknown``) where none is, also for a disabled account; or another
    ``StoreError``.
    """
    statement = select(col(Account.id), col(Account.login)).where(
        col(Account.oidc_issuer) == identity.issuer,
        col(Account.oidc_subject) == identity.subject,
        col(Account.disabled_at).is_(None),
    )
    with changing_beside_loads(settings) as connection:
        found = connection.execute(statement).one_or_none()
        if found is None:
            raise AccountRefused(reason="provider_unknown")
        return begin_session(connection, found[0] or 0, found[1], "provider")


def link_provider(settings: StoreSettings, secret: str, identity: Identity) -> str:
    """Use an invitation up to link its account to an identity, in place of an earlier one; return a session.

    All other sessions of the account end. Raises ``AccountRefused`` as ``find_invitation``, and
    ``provider_taken`` where another account is linked to the identity; the invitation is then still good.
    """
    try:
        with changing_beside_loads(settings) as connection:
            invitation = use_invitation(connection, secret)
            account, login = invitation.account, invitation.login
            connection.execute(
                update(Account)
                .where(col(Account.id) == account)
                .values(oidc_issuer=identity.issuer, oidc_subject=identity.subject)
            )
            record(connection, login, "provider_linked", f"account {account}", after={"by": identity.issuer})
            end_sessions(connection, account, login)
            return begin_session(connection, account, login, "provider")
    except IntegrityError as error:
        raise AccountRefused(reason="provider_taken") from error
