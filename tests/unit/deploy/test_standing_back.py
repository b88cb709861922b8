"""A process that starts while others serve loads behind them, and is as any other when it has loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MOST_SECONDS = 60.0
PROGRAM = """
import os, threading
LOADED_AT = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
def main():
    print(LOADED_AT, os.getpriority(os.PRIO_PROCESS, threading.get_native_id()), __import__("sys").argv[0])
"""
STARTED = (
    "import sys; sys.path.insert(0, {root!r}); from pathlib import Path; from deploy import standing_back; "
)
STARTED += "standing_back.PROGRAM = Path({program!r}); sys.path.insert(0, {folder!r}); standing_back.main()"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux places threads")
def test_what_is_imported_is_loaded_behind_all_else_and_the_program_runs_as_others(tmp_path: Path) -> None:
    program = tmp_path / "loaded.py"
    program.write_text(PROGRAM, encoding="utf-8")
    script = STARTED.format(root=str(ROOT), program=str(program), folder=str(tmp_path))
    own = os.getpriority(os.PRIO_PROCESS, 0)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=False,
        start_new_session=True,
    )
    assert done.stdout.split() == [str(max(own, 5)), str(own), str(program)], done.stderr
