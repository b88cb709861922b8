"""What is to run: how many processes, on which ports, with which settings."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from data_access.store.settings import StoreSettings
from deploy.programs import proxy_program
from deploy.refusals import DeployRefused
from ui.server.guard.settings import GuardSettings, listed
from ui.server.network_address import is_this_machine, own_addresses

LOOPBACK = "127.0.0.1"
# The proxy speaks to the processes from an address that no visitor has: so a visitor on this machine is told
# from the proxy, and what the proxy says of visitors is believed of it alone.
PROXY_ADDRESS = "127.0.0.2"
FOLDER = "deploy"
EVERY_ADDRESS = ("", "0.0.0.0", "::", "*")
# A process that is told to end has so long for what it does; with the bound of ending it is below 20 s.
DRAIN_SECONDS = 10


@dataclass(frozen=True)
class Plan:
    """What is to run. ``folder`` is for what is written, ``ports`` are those of the processes.

    ``certificate`` is a file with certificate and key, None for plain HTTP.
    """

    address: str
    port: int
    certificate: Path | None
    program: Path
    folder: Path
    ports: tuple[int, ...]

    @property
    def site(self) -> str:
        """The address at which a person on this machine reaches the dashboard."""
        host = "localhost" if self.address in EVERY_ADDRESS else self.address
        scheme = "http" if self.certificate is None else "https"
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"


def planned(processes: int, address: str, port: int, certificate: Path | None) -> Plan:
    """Return what is to run.

    Raises DeployRefused where it cannot: several processes on SQLite, a port that is taken, a certificate
    that cannot be read, no proxy.
    """
    settings = StoreSettings()
    if processes > 1 and settings.url().get_backend_name() == "sqlite":
        raise DeployRefused("deploy.one_file", processes=processes)
    if certificate is not None and not os.access(certificate, os.R_OK):
        raise DeployRefused("deploy.no_certificate", path=str(certificate))
    expect_free(address, port)
    return Plan(
        address,
        port,
        None if certificate is None else certificate.absolute(),
        proxy_program(),
        folder(),
        free_ports(processes),
    )


def folder() -> Path:
    """Return the folder of what is written of a deployment, whether or not it is there."""
    return StoreSettings().var_dir.absolute() / FOLDER


def expect_free(address: str, port: int) -> None:
    """Raise DeployRefused where somebody listens on a port, or this machine has no such address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("" if address == "*" else address, port))
        except OSError as error:
            raise DeployRefused(
                "deploy.no_port", address=address, port=str(port), reason=error.strerror or ""
            ) from error


def free_ports(count: int) -> tuple[int, ...]:
    """Return so many ports of this machine on which nobody listens, all different."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((LOOPBACK, 0))
        return tuple(int(one.getsockname()[1]) for one in sockets)


def settings_of(plan: Plan, number: int, given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the process with a number from 1 on.

    It listens on this machine alone, believes the proxy, and answers under the names by which visitors reach
    the proxy. The first one tells the key, with the proxy's address.
    """
    store, guard = StoreSettings(), GuardSettings()
    return {
        **given,
        "VAR_DIR": str(store.var_dir.absolute()),
        "DATA_DIR": str(store.data_dir.absolute()),
        "STREAMLIT_SERVER_ADDRESS": LOOPBACK,
        "STREAMLIT_SERVER_PORT": str(plan.ports[number - 1]),
        "TRUSTED_PROXIES": ",".join([PROXY_ADDRESS, *listed(guard.trusted_proxies)]),
        "ALLOWED_HOSTS": ",".join([*listed(guard.allowed_hosts), *_names(plan.address)]),
        "DRAIN_SECONDS": given.get("DRAIN_SECONDS") or str(DRAIN_SECONDS),
        "KEY_AT_START": given.get("KEY_AT_START", "1") if number == 1 else "0",
        "SITE_ADDRESS": given.get("SITE_ADDRESS") or plan.site,
    }


def _names(address: str) -> list[str]:
    """Return the addresses by which visitors reach a proxy that listens on one."""
    if address in EVERY_ADDRESS:
        return sorted(set(own_addresses()))
    return [] if is_this_machine(address) else [address]
