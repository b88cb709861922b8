"""Addresses of databases: one that names several servers as libpq writes it, in the form of SQLAlchemy."""

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

# postgresql://user:password@one:5432,two:5432/name?target_session_attrs=read-write
SEVERAL = re.compile(r"(?P<family>[^:/]+://)(?P<user>[^@/]*@)?(?P<hosts>[^@/?]+,[^@/?]+)(?P<rest>[/?].*|$)")


def url_of(written: str) -> URL:
    """Return the address that a setting holds; raises SQLAlchemy's ``ArgumentError`` for any other text.

    Of several servers libpq takes the first that answers and, with ``target_session_attrs=read-write``, may
    be written to.
    """
    found = SEVERAL.fullmatch(written)
    try:
        if found is None:
            return make_url(written)
        url = make_url(f"{found['family']}{found['user'] or ''}{found['rest']}")
    except ValueError:
        raise ArgumentError("not the address of a database") from None
    return url.update_query_dict({"host": found["hosts"].split(",")})
