"""``uv run python -m benchmarks.page_pictures``: photograph pages for the README and the design language."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.photographs import Photographed, photograph
from benchmarks.windows import chromium
from data_access.store.settings import ROOT
from tests.browser.server import started_server
from ui.controls.site import SITE

WINDOW = (1366, 768)
PICTURES = ROOT / "docs" / "pictures"
# What the README shows: file, path and address.
OF_README = {
    "overview.webp": ("", {"lang": "vi"}),
    "map-en.webp": ("map", {"lang": "en", "look": "today", "area": "v2025.25"}),
    "place.webp": ("area", {"lang": "vi", "place": "v2025.province.25"}),
    "merger.webp": ("map", {"lang": "vi", "merger": "1"}),
}


def main() -> None:
    """Photograph every page in Vietnamese, and the four of the README."""
    pages = {
        f"pages/{page.key}-now.webp": ("" if page.is_default else page.path, {"lang": "vi"}) for page in SITE
    }
    with TemporaryDirectory() as folder, chromium() as browser:
        server = started_server(Path(folder))
        try:
            for name, (path, query) in {**pages, **OF_README}.items():
                photograph(browser, server, Photographed(path, query, WINDOW, WINDOW[0]), PICTURES / name)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
