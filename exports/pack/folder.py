"""The folder of a pack: files with their checksums, seen by nobody before all of it is there."""

from __future__ import annotations

import base64
import errno
import gzip
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exports.pack.refusals import NO_SPACE, NOT_EMPTY, NOT_WRITTEN, PackRefused

CHECKSUMS = "SHA256SUMS.txt"
# A zip keeps times; the same pack is the same file.
NO_TIME = (1980, 1, 1, 0, 0, 0)


class PackFolder:
    """What is being written: ``digests`` by the file's path in the pack, with ``size`` in bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.digests: dict[str, str] = {}
        self.size = 0

    def add(self, name: str, content: bytes) -> None:
        """Write a file."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.digests[name] = hashlib.sha256(content).hexdigest()
        self.size += len(content)

    def keep(self, name: str, value: Any) -> None:
        """Write a value as a script, since a page of a disk may run scripts and may not read files."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        packed = base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode()
        self.add(f"data/{name}.js", f'Pack.put("{name}","{packed}");\n'.encode())

    def seal(self) -> None:
        """Write the checksums, in the form that ``sha256sum -c`` reads."""
        lines = [f"{digest}  {name}\n" for name, digest in sorted(self.digests.items())]
        (self.path / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


@contextmanager
def new_folder(out: Path) -> Iterator[PackFolder]:
    """Yield a folder to write into, which becomes ``out`` at the end; nothing is left where that fails.

    Raises PackRefused for a folder that has something in it, a full disk, and one that may not be written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PackRefused(NOT_EMPTY, folder=str(out))
    made: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        folder = PackFolder(made)
        yield folder
        folder.seal()
        made.chmod(0o755)
        if out.exists():
            out.rmdir()
        made.replace(out)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = error.strerror or str(error)
        code = NO_SPACE if full else NOT_WRITTEN
        raise PackRefused(code, folder=str(out), reason=reason) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def zip_folder(folder: Path, to: Path, name: str) -> None:
    """Write a pack as one archive, within a folder ``name``; the same pack gives the same bytes."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", NO_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
