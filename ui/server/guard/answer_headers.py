"""What a browser is told with every answer: what a page may load and run, who may frame it.

Measured in Chromium on every page (docs/decisions/0047-a-guard-before-everything.md): Streamlit puts styles
and small scripts into its pages, so that ``'unsafe-inline'`` has to stay, and reads messages with the help of
WebAssembly; its charts are drawn without ``eval``. The frame of the map alone runs text as a program, and is
told so in its own answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.datastructures import MutableHeaders

from ui.controls.embedding import CHART_ROUTE, ROUTE

# The folder of the map component's frame.
FRAMES = "/component/streamlit_folium.st_folium/"
# Pages where passwords are typed run no script at all.
WITHOUT_SCRIPTS = ("/sign-in", "/sign-out", "/account", "/invitation/")
POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
FIXED: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The only pages that other sites may frame, where a setting names them.
EMBEDDED = (ROUTE, CHART_ROUTE)
FRAMED_BY_US = f"frame-ancestors {POLICY['frame-ancestors']}"
# Half a year: long enough to hold between two visits, short enough to leave TLS again.
STRICT_TRANSPORT = "max-age=15552000"


def add_headers(
    headers: MutableHeaders, path: str, host: str, *, is_secure: bool, embedders: Sequence[str] = ()
) -> None:
    """Write into an answer what holds of every answer; ``host`` is an allowed one, or "".

    ``embedders`` are the sites that may frame a map or a chart alone, and nothing else.
    """
    for name, value in FIXED.items():
        headers[name] = value
    headers["Content-Security-Policy"] = policy(path, host)
    if embedders and path in EMBEDDED:
        # The older header knows no list of sites.
        del headers["X-Frame-Options"]
        ancestors = f"frame-ancestors {' '.join((POLICY['frame-ancestors'], *embedders))}"
        headers["Content-Security-Policy"] = policy(path, host).replace(FRAMED_BY_US, ancestors)
    if is_secure:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT


def policy(path: str, host: str) -> str:
    """Return what the document at a path may load and run."""
    # Older browsers do not count the websocket of the same host as 'self'.
    own = f"ws://{host} wss://{host} " if host else ""
    # The preview of an upload is a picture whose document is written into its address.
    allowed = {**POLICY, "connect-src": f"'self' {own}data: blob:"}
    if path.startswith(WITHOUT_SCRIPTS):
        allowed["script-src"] = "'none'"
    if path.startswith(FRAMES):
        allowed["script-src"] += " 'unsafe-eval'"
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())
