"""Start, look at and end a deployment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from data_access.log_form import write_in_form
from data_access.store.errors import StoreError
from data_access.text.failures import failure_sentence
from deploy.asking import listens, not_ready
from deploy.plan import LOOPBACK, folder, planned
from deploy.refusals import DeployRefused
from deploy.replacing import READY_SECONDS, replace_all
from deploy.running import Deployment, RunningProcess, held_by, is_held, running
from deploy.supervisor import END_SECONDS, PROXY_SECONDS, Supervisor
from terminal.answers import say, say_failure, write_json
from terminal.options import Json, Lang
from ui.server.guard.settings import GuardSettings
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.words import Words

FAILED = 1
LOOK_AGAIN_SECONDS = 0.2
OUTPUT = "output.log"
Processes = Annotated[
    int | None, typer.Option(min=1, max=64, help="How many processes; as many as processors by default.")
]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Where visitors reach the dashboard.")]
Address = Annotated[str, typer.Option(help="On which address; 0.0.0.0 for every one of this machine.")]
Certificate = Annotated[
    Path | None, typer.Option(help="A file with certificate and key in PEM: visitors come by TLS.")
]
Detach = Annotated[bool, typer.Option("--detach", help="Return when every process is ready.")]


def up(
    processes: Processes = None,
    port: Port = 8501,
    address: Address = LOOPBACK,
    certificate: Certificate = None,
    detach: Detach = False,
    lang: Lang = DEFAULT_LANGUAGE,
) -> None:
    """Run several processes of the dashboard behind a proxy, until told to end."""
    words = Words(lang)
    with _refusals(words):
        if is_held(folder()):
            raise DeployRefused("deploy.runs_already", folder=str(folder()))
        plan = planned(processes or os.cpu_count() or 1, address, port, certificate)
        if detach:
            _detached(words)
            return
        write_in_form(GuardSettings().log_format)
        Supervisor(plan).run(lambda: _say_started(words, plan.site, len(plan.ports)))


def status(lang: Lang = DEFAULT_LANGUAGE, as_json: Json = False) -> None:
    """Say which processes run and whether each is ready; ends with 1 where one is not."""
    words = Words(lang)
    with _refusals(words):
        found = running(folder())
        if found is None:
            raise DeployRefused("deploy.runs_not", folder=str(folder()))
    reasons = [not_ready(one.port, lang) for one in found.processes]
    answers = listens(found.address, found.port)
    if as_json:
        ready = [{**asdict(one), "ready": reasons[one.number - 1] is None} for one in found.processes]
        write_json({**asdict(found), "answers": answers, "processes": ready})
    else:
        say(_told(found, reasons, answers, words))
    if not answers or any(reason is not None for reason in reasons):
        raise typer.Exit(FAILED)


def restart(lang: Lang = DEFAULT_LANGUAGE) -> None:
    """Replace the processes one after another, each when the one before is ready; visitors stay served."""
    words = Words(lang)

    def tell(process: RunningProcess) -> None:
        say(words("deploy.replaced", number=process.number, pid=str(process.pid)))
        sys.stdout.flush()

    with _refusals(words):
        found = replace_all(folder(), tell)
    say(words("deploy.all_replaced", processes=len(found.processes), site=found.site))


def down(lang: Lang = DEFAULT_LANGUAGE) -> None:
    """End the processes and their proxy; returns when they have ended."""
    words = Words(lang)
    with _refusals(words):
        pid = held_by(folder())
        if pid is None:
            raise DeployRefused("deploy.runs_not", folder=str(folder()))
        os.kill(pid, signal.SIGTERM)
        if not _comes_true(lambda: not is_held(folder()), END_SECONDS + PROXY_SECONDS + 5):
            raise DeployRefused("deploy.ends_not", pid=str(pid))
    say(words("deploy.ended"))


def _told(found: Deployment, reasons: list[str | None], answers: bool, words: Words) -> list[str]:
    lines = [words("deploy.status", site=found.site, pid=str(found.pid))]
    if not answers:
        lines.append(words("deploy.proxy_silent", pid=str(found.proxy)))
    for one, reason in zip(found.processes, reasons, strict=True):
        key = "deploy.process_ready" if reason is None else "deploy.process_not_ready"
        facts = {"pid": str(one.pid), "port": str(one.port), "reason": reason or words("deploy.silent")}
        lines.append(words(key, number=one.number, starts=one.starts, **facts))
    return lines


def _detached(words: Words) -> None:
    """Start what was asked for in a process of its own, and return when all are ready."""
    folder().mkdir(parents=True, exist_ok=True)
    asked = [argument for argument in sys.argv[1:] if argument != "--detach"]
    with (folder() / OUTPUT).open("ab") as output:
        beside = subprocess.Popen(
            [sys.executable, "-m", "deploy", *asked],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    log = str(folder() / OUTPUT)
    _comes_true(lambda: beside.poll() is not None or _all_ready(), READY_SECONDS)
    if beside.poll() is not None:
        raise DeployRefused("deploy.ended_at_once", path=log)
    found = running(folder())
    if found is None or not _all_ready():
        raise DeployRefused("deploy.not_ready_in_time", path=log, seconds=round(READY_SECONDS))
    _say_started(words, found.site, len(found.processes))


def _all_ready() -> bool:
    found = running(folder())
    if found is None or not listens(found.address, found.port):
        return False
    return all(not_ready(one.port, DEFAULT_LANGUAGE) is None for one in found.processes)


def _say_started(words: Words, site: str, processes: int) -> None:
    say(words("deploy.started", site=site, processes=processes))
    sys.stdout.flush()


def _comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(LOOK_AGAIN_SECONDS)
    return False


@contextmanager
def _refusals(words: Words) -> Iterator[None]:
    """Let a refusal end the command with its sentence."""
    try:
        yield
    except DeployRefused as refused:
        _fail(words(refused.key, **refused.facts))
    except StoreError as error:
        _fail(failure_sentence(error, words))


def _fail(sentence: str) -> NoReturn:
    say_failure(sentence)
    raise typer.Exit(FAILED)
