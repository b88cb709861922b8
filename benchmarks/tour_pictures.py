"""``uv run python -m benchmarks.tour_pictures``: photograph the pages anew for the tour, in each language."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.photographs import Photographed, photograph
from benchmarks.windows import chromium
from tests.browser.server import started_server
from ui.charts.slides import packed
from ui.controls.prepared_slides import PARAMETER
from ui.controls.site import SITE
from ui.presentation.starter_slides import STARTER
from ui.presentation.tour import STEPS, Step
from vocabulary.catalogues import LANGUAGES

SIZE = (1280, 800)
WIDTH = 960


def main() -> None:
    """Photograph every step's page and write the pictures where the tour finds them."""
    with TemporaryDirectory() as folder, chromium() as browser:
        server = started_server(Path(folder))
        try:
            for step in STEPS:
                for language in LANGUAGES:
                    photograph(browser, server, _photographed(step, language), step.picture(language))
        finally:
            server.stop()


def _photographed(step: Step, language: str) -> Photographed:
    path = next("" if page.is_default else page.path for page in SITE if page.key == step.page)
    query = {**step.query, "lang": language}
    if step.page == "present":
        query[PARAMETER] = packed(STARTER)
    return Photographed(path, query, SIZE, WIDTH)


if __name__ == "__main__":
    main()
