"""Which imported layer is in use: one small file for each level and vintage, replaced in one step.

Light on purpose: every request for a map looks here.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUFFIX = ".current"

Stamp = tuple[int, int, int]
"""Changes whenever the file is replaced: time, size and inode."""


@dataclass(frozen=True)
class ImportedFile:
    """One imported layer: its file below the folder, what that must hash to, whence and when it came."""

    file: str
    sha256: str
    source_name: str
    imported_at: str

    @property
    def path(self) -> Path:
        """Where the layer's GeoJSON is."""
        return boundaries_folder() / self.file


def boundaries_folder() -> Path:
    """Return the folder of imported boundaries: ``boundaries`` in ``VAR_DIR``, by default in ``var``."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").absolute() / "boundaries"


def pointer_path(level: str, vintage: str) -> Path:
    """Return the small file that says which imported layer is in use."""
    return boundaries_folder() / f"{level}-{vintage}{SUFFIX}"


def imported_targets() -> list[tuple[str, str]]:
    """Return level and vintage of every layer that was ever imported here, sorted."""
    stems = sorted(path.stem for path in boundaries_folder().glob(f"*{SUFFIX}"))
    return [(level, vintage) for level, _, vintage in (stem.partition("-") for stem in stems)]


def stamp(level: str, vintage: str) -> Stamp | None:
    """Return what changes with the pointer, None if there is none; costs one look at the folder."""
    try:
        found = pointer_path(level, vintage).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def history(level: str, vintage: str) -> list[ImportedFile]:
    """Return the imported layers from the oldest kept to the one in use; empty if that is the shipped one.

    Raises ValueError if the pointer cannot be understood.
    """
    try:
        text = pointer_path(level, vintage).read_text(encoding="utf-8")
    except OSError:
        return []
    try:
        return [ImportedFile(**entry) for entry in json.loads(text)["layers"]]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{level}-{vintage}{SUFFIX} is not a list of layers") from error


def point_to(level: str, vintage: str, layers: list[ImportedFile]) -> None:
    """Put the last of the layers in use, or the shipped one if there is none, in one step."""
    path = pointer_path(level, vintage)
    text = json.dumps({"layers": [asdict(layer) for layer in layers]}, ensure_ascii=False, indent=1)
    replace_file(path, text.encode("utf-8"))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
