"""The template of a request's route: ``/geometry/{filename}`` for whatever file of it was asked for.

There are as many as the application has routes, and a few for what Streamlit answers by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.routing import Mount, Route, compile_path

from ui.controls.site import EVERY_PAGE

OTHER = "other"
OF_STREAMLIT = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
FOLDERS_OF_STREAMLIT = (
    "/_stcore/upload_file/",
    "/_stcore/bidi-components/",
    "/component/",
    "/media/",
    "/static/",
)
CONVERTER = re.compile(r":[a-z]+}")


class RouteTemplates:
    """The templates of an application's routes."""

    def __init__(self, routes: Sequence[object]) -> None:
        self._exact = {"/", *OF_STREAMLIT, *(f"/{page.path}" for page in EVERY_PAGE)}
        self._patterns: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        for path in _paths(routes, ""):
            template = CONVERTER.sub("}", path)
            if "{" in path:
                self._patterns[_first(path)].append((compile_path(path)[0], template))
            else:
                self._exact.add(template)

    def of(self, path: str) -> str:
        """Return the template of a path, ``other`` for one that no route has."""
        if path in self._exact:
            return path
        for pattern, template in self._patterns.get(_first(path), ()):
            if pattern.match(path):
                return template
        return next((f"{folder}…" for folder in FOLDERS_OF_STREAMLIT if path.startswith(folder)), OTHER)


def _first(path: str) -> str:
    return path.split("/", 2)[1] if path.startswith("/") else ""


def _paths(routes: Sequence[object], prefix: str) -> Iterator[str]:
    """Yield the paths of routes with their parameters, and those of mounted applications."""
    for route in routes:
        # What FastAPI puts in the place of a router's own addresses.
        router: Any = getattr(route, "original_router", None)
        if isinstance(route, Mount):
            yield from _paths(route.routes, prefix + route.path)
        elif router is not None:
            yield from _paths(router.routes, prefix)
        elif isinstance(route, Route):
            yield prefix + route.path
