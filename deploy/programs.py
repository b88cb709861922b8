"""Where the proxy's program is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from deploy.refusals import DeployRefused

VARIABLE, NAME = "HAPROXY_PATH", "haproxy"
# Where Debian puts it; the search path of people who are not root lacks this folder.
PLACES = ("/usr/sbin/haproxy", "/usr/local/sbin/haproxy")


def proxy_program(
    environment: Mapping[str, str] = os.environ, which: Callable[[str], str | None] = shutil.which
) -> Path:
    """Return the program of HAProxy: the one that ``HAPROXY_PATH`` names, else the first that is found.

    Raises DeployRefused where there is none, or the named one is no program.
    """
    named = environment.get(VARIABLE)
    if named:
        if not os.access(named, os.X_OK):
            raise DeployRefused("deploy.wrong_proxy", variable=VARIABLE, path=named)
        return Path(named)
    found = next(_candidates(which), None)
    if found is None:
        raise DeployRefused("deploy.no_proxy", variable=VARIABLE)
    return found


def _candidates(which: Callable[[str], str | None]) -> Iterator[Path]:
    if on_path := which(NAME):
        yield Path(on_path)
    yield from (Path(place) for place in PLACES if os.access(place, os.X_OK))
