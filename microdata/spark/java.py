"""Which Java Spark runs in: the one that JAVA_HOME names, else the system's, if Spark knows its version."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Those that Spark 4 is made for; a later one lacks what it asks of the virtual machine.
VERSIONS = (17, 21)
FOLDER = Path("/usr/lib/jvm")
SECONDS = 60


def version_said(java: Path) -> str:
    """Return what a Java says of its version; "" for one that does not start."""
    try:
        done = subprocess.run(
            [str(java), "-version"],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stderr + done.stdout


@dataclass(frozen=True)
class Machine:
    """What the choice of a Java depends on, so that a test can invent it."""

    environment: Mapping[str, str]
    folder: Path = FOLDER
    which: Callable[[str], str | None] = shutil.which
    says: Callable[[Path], str] = version_said

    def candidates(self) -> Iterator[Path]:
        """Where a Java may be, the preferred place first."""
        if home := self.environment.get("JAVA_HOME"):
            yield Path(home) / "bin" / "java"
        if found := self.which("java"):
            yield Path(found).resolve()
        yield from sorted(self.folder.glob("*/bin/java"))

    def java_home(self) -> Path | None:
        """Return the folder of the first Java of a version that Spark runs in, None for none."""
        fitting = (java for java in self.candidates() if _version(self.says(java)) in VERSIONS)
        found = next(fitting, None)
        return None if found is None else found.parent.parent


def _version(said: str) -> int:
    """The version in ``openjdk version "17.0.15" 2025-04-15``; 0 where none is said."""
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0
