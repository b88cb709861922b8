"""On whose account a request goes: that of who is signed in, else the address that it comes from.

An office behind one address is many visitors so, and one account with many addresses is one.
"""

from __future__ import annotations

import asyncio

from starlette.requests import HTTPConnection

from ui.controls.identity import PROVEN_HEADER, Asker, asker, by_token, session_token


def asker_of(connection: HTTPConnection) -> Asker:
    """Return who asks by a request: by its session, by a proxy or by a token; the database is asked."""
    return by_token(asker(connection.cookies, connection.headers), connection.headers)


async def counted_on(connection: HTTPConnection) -> str:
    """Return on whose account a request goes: ``account`` and its login name, or an address.

    The database is asked where a request brings something by which somebody may be known, and else not.
    """
    headers = connection.headers
    brings = session_token(connection.cookies) or headers.get("authorization") or headers.get(PROVEN_HEADER)
    asks = await asyncio.to_thread(asker_of, connection) if brings else None
    if asks is not None and asks.account is not None:
        return f"account {asks.account.login}"
    return connection.client.host if connection.client else ""
