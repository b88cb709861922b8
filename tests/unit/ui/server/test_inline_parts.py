"""Scripts and styles that are written into a page are named by the digest of their text."""

import base64
import hashlib
from html import escape

from ui.server.inline_parts import SCRIPTS, STYLES, naming_scripts, naming_styles


def named(*texts: str) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)


def test_each_script_of_a_page_and_of_a_page_within_it_is_named_once() -> None:
    within = escape("<script>say('trong')</script><script src='/a.js'></script>")
    page = (
        f"<script>one\n()</script><script src=\"/b.js\"></script><script type='module'>two()</script>"
        f'<script>one\n()</script><iframe class="x" srcdoc="{within}"></iframe>'
    )
    assert naming_scripts(page) == {SCRIPTS: named("one\n()", "two()", "say('trong')")}


def test_page_without_any_names_none() -> None:
    assert naming_scripts('<p>script</p><script src="/a.js"></script>') == {}
    assert naming_styles("<p style='color:red'>") == {}


def test_styles_of_a_page_are_named() -> None:
    assert naming_styles("<style>p{}</style><style>b{}</style>") == {STYLES: named("p{}", "b{}")}
