"""The link of the header to sign in, or to the account of whoever is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from vocabulary.words import Words

SIGN_IN, ACCOUNT = "/sign-in", "/account"
# Where somebody comes to who signs in without having been on another page.
WORK_LIST = "/data?section=work&lang={language}"


def account_link(name: str, path: str, query: Mapping[str, str], words: Words) -> str:
    """Return the link as HTML; ``name`` is whoever is signed in, "" for nobody.

    From signing in the way leads back to ``path`` with its parameters.
    """
    address, label, title = SIGN_IN, words("sign_in.title"), ""
    if name:
        address, label, title = ACCOUNT, name, words("account.title")
    following = f"{path}?{urlencode(query)}" if query else path
    asked = {"lang": words.language} | ({"next": following} if address == SIGN_IN else {})
    told = f" title='{escape(title)}'" if title else ""
    return (
        f"<a class='account' target='_self' href='{escape(f'{address}?{urlencode(asked)}')}'{told}>"
        f"{escape(label)}</a>"
    )
