"""Long work on the published store, done by a process of its own while its page shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from data_access.loads import Preview, publish, sweep, undo
from data_access.log_form import HEADER, numbered
from data_access.store.settings import StoreSettings
from data_access.worker import WorkerSizes, call_apart, publish_step, undo_step
from vocabulary.words import Words

Answer = TypeVar("Answer")


def done_apart(work: Callable[..., Answer], *arguments: object, words: Words) -> Answer:
    """Return what ``work(settings, *arguments, progress)`` returns; draw its progress and a way to stop it.

    Whatever a visitor presses meanwhile, also the button that stops, ends the process: the page is then
    drawn again and says what became of the work. Raises what ``call_apart`` raises.
    """
    settings, slot = StoreSettings(), st.empty()
    with slot.container():
        line = st.progress(0.0, words("upload_page.step.starting"))
        st.button(words("upload_page.stop"), key="long_work.stop")

    def draw(fraction: float, step: str) -> None:
        line.progress(fraction, words(f"upload_page.step.{step}"))

    try:
        # The process writes its lines as of the request that opened this page.
        with numbered(st.context.headers.get(HEADER) or ""):
            answer = call_apart(work, settings, *arguments, progress=draw)
    except Exception:
        slot.empty()
        raise
    finally:
        sweep(settings)
    slot.empty()
    return answer


def publish_load(number: int, who: str, shown: Preview | None, rows: int, words: Words) -> None:
    """Publish a submission of so many rows as it was ``shown`` (``publish``); raises ``StoreError``."""
    if WorkerSizes().is_large_load(rows):
        done_apart(publish_step, number, who, shown, words=words)
    else:
        publish(StoreSettings(), number, who, shown=shown)


def undo_load(number: int, who: str, reason: str, rows: int, words: Words) -> None:
    """Withdraw a published submission of so many rows; raises ``StoreError``."""
    if WorkerSizes().is_large_load(rows):
        done_apart(undo_step, number, who, reason, words=words)
    else:
        undo(StoreSettings(), number, who, reason)
