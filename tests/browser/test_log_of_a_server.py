"""The log of a whole server for programs: one JSON object a line on standard error, and no key in it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import (
    ROOT,
    STOP_SECONDS,
    Server,
    app_environment,
    free_port,
    wait_until_it_answers,
)

STARTED = "Application startup complete."


@pytest.mark.long_walks
def test_server_writes_json_alone_to_standard_error_and_not_the_key(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "errors.log"
    environment = app_environment(port, tmp_path / "var", {"LOG_FORMAT": "json", "EXPORTS_READY": "1"})
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    server = Server(f"http://127.0.0.1:{port}", tmp_path / "var", log, process)
    try:
        wait_until_it_answers(server)
    finally:
        server.stop()
        process.wait(STOP_SECONDS)
    lines = [json.loads(line) for line in server.output().splitlines()]
    assert STARTED in [line["message"] for line in lines]
    assert server.key() not in server.output()
