"""``/metrics``: told to a program of this machine, or of METRICS_NETWORKS, that shows the token.

Everybody else is answered as if there were no such address, also where a proxy speaks for them.
"""

from __future__ import annotations

import ipaddress
import secrets

from prometheus_client.exposition import choose_encoder
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ui.server.guard.peer import SPEAKS_FOR_ANOTHER
from ui.server.metrics.counted_requests import CONNECTION
from ui.server.metrics.instruments import registry
from ui.server.metrics.settings import MetricsSettings
from ui.server.metrics.store_facts import look_at_store
from ui.server.route_failures import NOT_KEPT

ROUTE = "/metrics"
BEARER = "bearer"


def metrics_routes() -> list[BaseRoute]:
    """Return the route of the metrics."""
    return [Route(ROUTE, send_metrics)]


async def send_metrics(request: Request) -> Response:
    """Send the metrics of this process, or 404 to whoever may not read them."""
    if not _may_read(request, MetricsSettings()):
        return Response(status_code=404, headers=NOT_KEPT)
    await look_at_store()
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(registry), headers={"Content-Type": media_type, **NOT_KEPT})


def _may_read(request: Request, settings: MetricsSettings) -> bool:
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    if not settings.token or kind.lower() != BEARER:
        return False
    if any(name in request.headers for name in SPEAKS_FOR_ANOTHER):
        return False
    if not _is_from_networks(request, settings):
        return False
    # A header is read as Latin-1, whatever it was written in.
    return secrets.compare_digest(shown.strip().encode("latin-1"), settings.token.encode())


def _is_from_networks(request: Request, settings: MetricsSettings) -> bool:
    host = (request.scope.get(CONNECTION) or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return any(mapped in network for network in settings.networks)
