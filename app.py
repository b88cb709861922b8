"""The dashboard as one server: the Streamlit shell plus the addresses of maps, geometry and health.

``uv run app.py`` starts it on http://localhost:8501.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

# Modules stay: looking through all of them for garbage, again and again, takes a sixth of the start.
gc.disable()

import streamlit as st
from starlette.middleware import Middleware

from exports.api.application import api_routes
from exports.bulk.publications import follow_publications
from exports.first_looks import follow_loads
from exports.jobs.job import jobs
from exports.jobs.settings import ExportSettings
from exports.jobs.stopping import end_jobs_when_stopped
from exports.routes import export_routes
from ui.server.compressed_files import CompressedFiles
from ui.server.guard.before_everything import Guard
from ui.server.guard.closed_reading import ClosedReading
from ui.server.guard.settings import GuardSettings
from ui.server.index_page import IndexPage
from ui.server.key_routes import KeyInAddress, key_routes
from ui.server.log_lines import write_lines
from ui.server.metrics.counted_requests import CountedRequests
from ui.server.metrics.counted_runs import count_runs
from ui.server.metrics.kept_answers import tell_what_is_kept
from ui.server.metrics.metrics_route import metrics_routes
from ui.server.metrics.route_templates import RouteTemplates
from ui.server.own_file_routes import own_file_routes
from ui.server.process.preparing import preparing
from ui.server.process.sent_at_once import send_at_once
from ui.server.remembered_place import RememberedPlace
from ui.server.remote_routes import remote_routes
from ui.server.routes import app_routes
from ui.server.show_route import show_routes
from ui.server.sign_in.routes import sign_in_routes
from ui.server.start import (
    build_store_with_progress_line,
    prepare_visits,
    server_settings_in_environment,
    take_short_turns,
    tell_key,
)
from ui.server.websocket_window import widen_window

gc.enable()


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Build or renew the store before the first visitor; a failure is logged and shown on the pages."""
    take_short_turns()
    write_lines(guard_settings)
    await asyncio.to_thread(build_store_with_progress_line)
    preparing.begin()
    prepared = asyncio.create_task(asyncio.to_thread(prepare_visits))
    following = []
    if ExportSettings().exports_ready:
        jobs().workers.prepare()
        following = [asyncio.create_task(follow()) for follow in (follow_publications, follow_loads)]
    end_jobs_when_stopped()
    tell_key()
    yield {}
    for task in following:
        task.cancel()
    jobs().close()
    await prepared


guard_settings = GuardSettings()
widen_window()
send_at_once()
count_runs()
tell_what_is_kept()
of_pages = [
    *app_routes(),
    *show_routes(),
    *remote_routes(),
    *key_routes(),
    *sign_in_routes(),
    *metrics_routes(),
    *own_file_routes(),
]
routes = [*of_pages, *export_routes(), *api_routes()]
guard = Middleware(Guard, settings=guard_settings)
middleware = [
    Middleware(CountedRequests, templates=RouteTemplates(routes)),
    guard,
    Middleware(ClosedReading, is_open=guard_settings.public_reading),
    Middleware(KeyInAddress),
    Middleware(RememberedPlace),
    Middleware(CompressedFiles),
    Middleware(IndexPage),
]
app = st.App("ui/server/shell.py", routes=routes, middleware=middleware, lifespan=lifespan)


def main() -> None:
    """Answer visitors until told to end."""
    app.run(config=server_settings_in_environment())


if __name__ == "__main__":
    main()
