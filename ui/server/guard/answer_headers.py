"""What a browser is told with every answer: what a page may load and run, who may frame it.

Measured in Chromium on every page (docs/decisions/0055-scripts-are-known-by-their-text.md). A script that is
written into a page runs where the page has named it by its digest. Streamlit's program puts styles into its
pages while they are drawn, so that ``'unsafe-inline'`` stays for those, and reads messages with the help of
WebAssembly; its charts are drawn without ``eval``. The frame of the map alone runs text as a program, and is
told so in its own answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.datastructures import MutableHeaders

from ui.controls.embedding import CHART_ROUTE, ROUTE
from ui.server.inline_parts import SCRIPTS, STYLES

# The folder of the map component's frame.
FRAMES = "/component/streamlit_folium.st_folium/"
# What it runs to open a map, as streamlit_folium makes it of ``geo.choropleth.BaseMap``: one zoomed by
# the wheel, and one that is not.
FRAME_SCRIPTS = (
    "'sha256-+RJ6elaP4sCOn6YUAxxOvz5skc1SGSU8DfEeMPXK9uc='",
    "'sha256-NgFg0Topl5J5dGjmab7b4L6r4dEffWaWmoWbA9N1ufo='",
)
# Pages where passwords are typed run no script at all, and have the styles alone that they name.
WITHOUT_SCRIPTS = ("/sign-in", "/sign-out", "/account", "/invitation")
POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "media-src": "'none'",
    "worker-src": "'self'",
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
    scripts, styles = headers.get(SCRIPTS, ""), headers.get(STYLES, "")
    del headers[SCRIPTS], headers[STYLES]
    written = policy(path, host, scripts, styles)
    headers["Content-Security-Policy"] = written
    if embedders and path in EMBEDDED:
        # The older header knows no list of sites.
        del headers["X-Frame-Options"]
        ancestors = f"frame-ancestors {' '.join((POLICY['frame-ancestors'], *embedders))}"
        headers["Content-Security-Policy"] = written.replace(FRAMED_BY_US, ancestors)
    if is_secure:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT


def policy(path: str, host: str, scripts: str = "", styles: str = "") -> str:
    """Return what the document at a path may load and run.

    ``scripts`` and ``styles`` are the digests of those that are written into it (``ui.server.inline_parts``).
    """
    # Older browsers do not count the websocket of the same host as 'self'.
    own = f"ws://{host} wss://{host} " if host else ""
    # The preview of an upload is a picture whose document is written into its address.
    allowed = {**POLICY, "connect-src": f"'self' {own}data:"}
    allowed["script-src"] += f" {scripts}" if scripts else ""
    if any(f"{path}/".startswith(f"{one}/") for one in WITHOUT_SCRIPTS):
        allowed["script-src"] = "'none'"
        allowed["style-src"] = styles or "'none'"
    if path.startswith(FRAMES):
        allowed["script-src"] += f" 'unsafe-eval' {' '.join(FRAME_SCRIPTS)}"
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())
