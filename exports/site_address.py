"""The address by which a visitor reached the dashboard."""

from __future__ import annotations

from starlette.requests import Request


def site_of(request: Request) -> str:
    """Return scheme, host and port of a request: where a printed square leads back to."""
    return f"{request.url.scheme}://{request.url.netloc}"
