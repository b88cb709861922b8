"""The bare script as a running server: alone, or in several processes behind the dashboard's own proxy."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.page_visit import PageVisit, page_visit
from deploy.plan import LOOPBACK, Plan, folder, free_ports
from deploy.supervisor import Program, Supervisor
from tests.browser.server import ROOT, Server, app_environment, free_port, wait_until_it_answers
from tests.cluster.deployment import Cluster, deployed
from tests.cluster.haproxy import installed_proxy

SCRIPT = ROOT / "benchmarks" / "apps" / "empty.py"
# What Streamlit's documentation says; address and port come from the environment.
COMMAND = (sys.executable, "-m", "streamlit", "run", str(SCRIPT))
END_SECONDS = 10.0


class BareVisit:
    """A visit of the script, which has one page alone whatever page is asked for."""

    def __init__(self, visit: PageVisit) -> None:
        self._visit = visit

    def change(self, _page: str, query: str) -> float:
        """Run the script; return the seconds until it has ended."""
        return self._visit.change("", query)


@contextmanager
def bare_visit(url: str) -> Iterator[BareVisit]:
    """Open the script's page at an address."""
    with page_visit(url) as visit:
        yield BareVisit(visit)


@contextmanager
def bare_server(place: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the script by ``streamlit run``, with the settings of the dashboard's server."""
    port, log = free_port(), place / "bare.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env=app_environment(port, place / "bare", {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://{LOOPBACK}:{port}", place / "bare", log, process)
    try:
        wait_until_it_answers(server)
        yield server.url, psutil.Process(process.pid)
    finally:
        server.stop()


@contextmanager
def bare_cluster(place: Path, processes: int) -> Iterator[Cluster]:
    """Serve the script by so many processes, behind the proxy and supervisor of ``python -m deploy``."""
    installed_proxy()
    place.mkdir(exist_ok=True)
    with deployed(place, "", processes, module=__name__) as cluster:
        yield cluster


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the script as ``python -m deploy up`` runs the dashboard, with the same configuration of the proxy.

    What the proxy asks of a process, Streamlit answers at every address that it does not know: its own page.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bars.bare", description=__doc__)
    parser.add_argument("command", choices=["up"])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args(arguments)
    plan = Plan(LOOPBACK, asked.port, None, installed_proxy(), folder(), free_ports(asked.processes))
    Supervisor(plan, program=Program(COMMAND)).run(lambda: print(plan.site, flush=True))


if __name__ == "__main__":
    main()
