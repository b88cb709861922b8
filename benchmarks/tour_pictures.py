"""``uv run python -m benchmarks.tour_pictures``: photograph the pages anew for the tour, in each language."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser

from benchmarks.windows import chromium
from tests.browser.server import Server, started_server
from tests.browser.visitor import visit
from ui.charts.slides import packed
from ui.controls.prepared_slides import PARAMETER
from ui.controls.site import SITE
from ui.presentation.starter_slides import STARTER
from ui.presentation.tour import STEPS, Step
from vocabulary.catalogues import LANGUAGES

SIZE = (1280, 800)
WIDTH = 960
QUALITY = 70
REST_MILLISECONDS = 4000


def main() -> None:
    """Photograph every step's page and write the pictures where the tour finds them."""
    with TemporaryDirectory() as folder, chromium() as browser:
        server = started_server(Path(folder))
        try:
            for step in STEPS:
                for language in LANGUAGES:
                    _photograph(browser, server, step, language)
        finally:
            server.stop()


def _photograph(browser: Browser, server: Server, step: Step, language: str) -> None:
    path = next("" if page.is_default else page.path for page in SITE if page.key == step.page)
    query = {**step.query, "lang": language}
    if step.page == "present":
        query[PARAMETER] = packed(STARTER)
    visitor = visit(browser, server.url, size=SIZE)
    visitor.page.set_default_timeout(120_000)
    visitor.open(f"/{path}?{urlencode(query)}")
    visitor.page.wait_for_timeout(REST_MILLISECONDS)
    picture = Image.open(io.BytesIO(visitor.page.screenshot()))
    file = step.picture(language)
    file.parent.mkdir(exist_ok=True)
    picture.resize((WIDTH, WIDTH * SIZE[1] // SIZE[0])).save(file, "WEBP", quality=QUALITY)
    visitor.page.context.close()
    print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
