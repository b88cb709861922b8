"""The proxy's program for the tests, installed by apt where there is none, as the browser is."""

import os
from pathlib import Path

from deploy.programs import proxy_program
from deploy.refusals import DeployRefused
from tests.browser.chromium import succeeds

INSTALL = (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "haproxy"])


def installed_proxy() -> Path:
    """Return the proxy's program; raises DeployRefused, and so fails the run, where none can be had."""
    try:
        return proxy_program()
    except DeployRefused:
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            raise
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in INSTALL:
        if not succeeds(command, environment):
            break
    return proxy_program()
