"""How long an import of boundaries takes and how much memory, at the size of an official file.

``uv run python -m benchmarks.boundary_import`` makes a file of all 3,321 communes with seven million vertices
out of the layer that ships: every border gets a rough course of its own, the same from both sides, as a
surveyed one has. The file is then imported by the command, in a process of its own, as a user would.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geo.importing.areas import areas
from geo.layers import shipped_shapes

ROOT = Path(__file__).parents[1]
TARGET = ("commune", "v2025")
DRIVERS = {"gpkg": "GPKG", "geojson": "GeoJSON", "shp": "ESRI Shapefile"}
COURSES = 64
ROUGHNESS = 0.03
"""The farthest a border strays from the straight line between two old vertices, as a share of its length."""


IMPORT_AND_TELL = """
import json, resource, sys
from geo.__main__ import main
code = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
told = {"cpu_seconds": round(used.ru_utime + used.ru_stime, 1), "peak_mb": round(used.ru_maxrss / 1024)}
print(json.dumps(told), file=sys.stderr)
sys.exit(code)
"""


def rough_courses(steps: int) -> np.ndarray:
    """Return walks from 0 back to 0, a row each: how far off the straight line each new vertex is."""
    walks = np.random.default_rng(20250701).normal(size=(COURSES, steps)).cumsum(axis=1)
    walks = np.hstack([np.zeros((COURSES, 1)), walks])
    walks -= np.linspace(0, 1, steps + 1) * walks[:, -1:]
    farthest = np.abs(walks).max(axis=1, keepdims=True)
    courses: np.ndarray = walks[:, :-1] / np.where(farthest > 0, farthest, 1) * ROUGHNESS
    return courses


def rough_ring(ring: np.ndarray, courses: np.ndarray) -> np.ndarray:
    """Return a ring with new vertices on every side; a side is the same whichever way it is walked."""
    steps = courses.shape[1]
    start, end = ring[:-1], ring[1:]
    backwards = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    low, high = np.where(backwards[:, None], end, start), np.where(backwards[:, None], start, end)
    numbers = np.rint(np.hstack([low, high]) * 1e6).astype(np.int64)
    course = courses[np.abs(numbers @ [7919, 104729, 1299709, 15485863]) % COURSES]
    along = high - low
    across = np.column_stack([-along[:, 1], along[:, 0]])
    shares = (np.arange(steps) / steps)[None, :, None]
    points = low[:, None] + shares * along[:, None] + course[..., None] * across[:, None]
    points = np.concatenate([points, high[:, None]], axis=1)
    points = np.where(backwards[:, None, None], points[:, ::-1], points)[:, :-1].reshape(-1, 2)
    return np.vstack([points, points[:1]])


def rough(shape: shapely.Geometry, courses: np.ndarray) -> shapely.Geometry:
    """Return a shape with every ring rough."""
    parts = []
    for polygon in shapely.get_parts(shape):
        shell, *holes = [
            rough_ring(shapely.get_coordinates(ring), courses) for ring in shapely.get_rings(polygon)
        ]
        parts.append(shapely.Polygon(shell, holes))
    return shapely.multipolygons(parts)


def write_file(folder: Path, kind: str, vertices: int, by_place: bool) -> tuple[Path, int]:
    """Write the communes with so many vertices or a few more; bare of codes and names ``by_place``."""
    shapes = shipped_shapes(*TARGET)
    rings = shapely.get_rings(list(shapes.values()))
    sides = shapely.get_num_coordinates(rings).sum() - len(rings)
    courses = rough_courses(-(-vertices // int(sides)))
    known = areas(TARGET)
    columns = {"ma": list(shapes), "ten": [known[code].name_vi for code in shapes]}
    if by_place:
        columns = {"x": [""] * len(shapes)}
    dense = [rough(shape, courses) for shape in shapes.values()]
    frame = gpd.GeoDataFrame(columns, geometry=dense, crs="EPSG:4326").to_crs("EPSG:3405")
    frame = frame.to_crs("EPSG:4326") if kind == "geojson" else frame
    path = folder / f"communes.{kind}"
    pyogrio.write_dataframe(frame, path, driver=DRIVERS[kind])
    if kind == "shp":
        path = zipped(folder)
    return path, int(shapely.get_num_coordinates(dense).sum())


def zipped(folder: Path) -> Path:
    """Return the parts of the Shapefile in one archive."""
    path = folder / "communes.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.glob("communes.*")):
            if part != path:
                archive.write(part, part.name)
    return path


def measure(path: Path, var_dir: Path) -> dict[str, object]:
    """Import a file in a process of its own; return seconds, peak megabytes and the report's counts."""
    environment = os.environ | {"VAR_DIR": str(var_dir)}
    command = [sys.executable, "-c", IMPORT_AND_TELL, "import", str(path), "--licence", "benchmark"]
    command += ["--yes", "--json", "--level", TARGET[0], "--vintage", TARGET[1]]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    report, used = json.loads(done.stdout)["report"], json.loads(done.stderr.splitlines()[-1])
    return {
        "seconds": round(seconds, 1),
        **used,
        "file_mb": round(path.stat().st_size / 1e6),
        "vertices": report["vertices"],
        "matched": report["matched"],
        "mended": report["mended"],
        "overlaps": len(report["overlaps"]),
        "gaps": len(report["gaps"]),
    }


def main() -> None:
    """Make the file, import it, print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", choices=("gpkg", "geojson", "shp"), default="gpkg")
    parser.add_argument("--vertices", type=int, default=7_000_000)
    parser.add_argument("--by-place", action="store_true", help="leave out codes and names")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: a child's peak begins with the memory of the process that started it.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as writer:
            wanted = (Path(folder), options.kind, options.vertices, options.by_place)
            path, vertices = writer.submit(write_file, *wanted).result()
        print(f"{path.name}: {vertices:,} vertices")
        print(json.dumps(measure(path, Path(folder, "var")), indent=1))


if __name__ == "__main__":
    main()
