"""The number of the embedded data: they have an order, so that older data never take newer ones' place.

``data/version.txt`` holds the number and the digest of the files that it stands for. After a change of the
data ``.ci/data-version`` raises the one and writes the other.
"""

import re
import sys
from pathlib import Path

from data_access.embedded.csv_lines import digest_of
from data_access.store.settings import ROOT

FILE = "version.txt"
LINES = re.compile(r"(\d{1,6})\n([0-9a-f]{64})\n")
OF_HASH = re.compile(r"(\d{6})-[0-9a-f]{64}")


def content_hash(data_dir: Path) -> str:
    """The fingerprint of every file the store is built from, after the number of the data.

    Data without a number, as a test has them, have 0 and no order among themselves.
    """
    return f"{_written(data_dir)[0]:06d}-{digest_of(data_dir)}"


def version_in(fingerprint: str | None) -> int:
    """The number in a fingerprint; 0 for one of before there were numbers."""
    found = OF_HASH.fullmatch(fingerprint or "")
    return int(found[1]) if found else 0


def renew(data_dir: Path) -> int:
    """Raise the number if the data differ from those that it stands for; return it."""
    version, digest = _written(data_dir)
    now = digest_of(data_dir)
    if now != digest:
        version += 1
        (data_dir / FILE).write_text(f"{version}\n{now}\n", encoding="utf-8")
    return version


def _written(data_dir: Path) -> tuple[int, str]:
    try:
        found = LINES.fullmatch((data_dir / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 0, ""
    return (int(found[1]), found[2]) if found else (0, "")


if __name__ == "__main__":
    sys.stdout.write(f"{renew(ROOT / 'data')}\n")
