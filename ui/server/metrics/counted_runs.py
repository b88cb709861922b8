"""Counts the runs of pages: which page, whole or a part of it, how it ended and how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from ui.controls.site import EVERY_PAGE
from ui.server.metrics.instruments import run_seconds, runs_total
from ui.server.metrics.route_templates import OTHER

WHOLE, PART = "whole", "part"
DONE, STOPPED, FAILED = "done", "stopped", "failed"
# The name by which Streamlit's runner calls what executes a run.
EXECUTES = "exec_func_with_error_handling"
PATHS = {"": "/", **{page.path: "/" if page.is_default else f"/{page.path}" for page in EVERY_PAGE}}
Executed = tuple[Any, bool, Any, bool, Exception | None]
Execute = Callable[[Callable[[], Any], ScriptRunContext], Executed]


@cache
def count_runs() -> None:
    """Let each run that begins from now on be counted, once."""
    execute: Execute = getattr(script_runner, EXECUTES)
    setattr(script_runner, EXECUTES, counting(execute))


def counting(execute: Execute) -> Execute:
    """Return what executes a run as ``execute`` does, and counts it."""

    def counted(run: Callable[[], Any], ctx: ScriptRunContext) -> Executed:
        began = time.perf_counter()
        executed = execute(run, ctx)
        page, extent = _page(ctx), PART if ctx.fragment_ids_this_run else WHOLE
        run_seconds.labels(page, extent).observe(time.perf_counter() - began)
        runs_total.labels(page, extent, _outcome(executed)).inc()
        return executed

    return counted


def _outcome(executed: Executed) -> str:
    _, _, rerun, is_stopped, error = executed
    if error is not None:
        return FAILED
    return STOPPED if rerun is not None or is_stopped else DONE


def _page(ctx: ScriptRunContext) -> str:
    """Return the address of the page that ran, as its run has chosen it; a first run may end before."""
    page = ctx.pages_manager.get_pages().get(ctx.page_script_hash)
    is_chosen = page is not None and ctx.page_script_hash != ctx.pages_manager.main_script_hash
    return OTHER if page is None or not is_chosen else PATHS.get(page.get("url_pathname", ""), OTHER)
