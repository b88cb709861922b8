"""Photographs of pages at rest, as WebP or PNG by the name of their file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.server import Server
from tests.browser.visitor import visit

QUALITY = 70
REST_MILLISECONDS = 6000
PATIENCE_MILLISECONDS = 120_000


class Photographed(NamedTuple):
    """A page, its address, the window it is opened in, and the width of the picture, in pixels."""

    path: str
    query: Mapping[str, str]
    window: tuple[int, int]
    width: int


def photograph(browser: Browser, server: Server, page: Photographed, file: Path) -> None:
    """Write the picture of a page that has come to rest, and print the file's size in bytes."""
    visitor = visit(browser, server.url, size=page.window)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    visitor.page.set_default_timeout(PATIENCE_MILLISECONDS)
    visitor.open(f"/{page.path}?{urlencode(page.query)}")
    visitor.page.wait_for_timeout(REST_MILLISECONDS)
    picture = Image.open(io.BytesIO(visitor.page.screenshot())).convert("RGB")
    wide, high = page.window
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.resize((page.width, page.width * high // wide)).save(file, quality=QUALITY, optimize=True)
    visitor.page.context.close()
    print(file.name, file.stat().st_size)
