"""Commands on the store: ``python -m data_access demo`` builds the demonstration store."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from typing import TextIO

from data_access.demonstration import open_demonstration
from data_access.errors import StoreError
from data_access.settings import StoreSettings

WIDTH = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 after telling why it could not be done."""
    parser = argparse.ArgumentParser(prog="python -m data_access", description="Commands on the store.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="build the store of simulated figures, unless it is there and current")
    parser.parse_args(arguments)
    return _demo(sys.stdout, sys.stderr)


def _demo(out: TextIO, told: TextIO) -> int:
    started = time.monotonic()
    try:
        store = open_demonstration(StoreSettings(), progress_bar(told))
    except StoreError as error:
        told.write(f"\n{error}\n")
        return 1
    store.engine.dispose()
    out.write(f"Simulated data – not real: {store.location} ({time.monotonic() - started:.1f} s)\n")
    return 0


def progress_bar(told: TextIO) -> Callable[[float, str], None]:
    """A progress bar on one line; where nobody watches, one line for each step."""
    steps: list[str] = []

    def show(fraction: float, step: str) -> None:
        if told.isatty():
            done = round(WIDTH * fraction)
            told.write(f"\r[{'█' * done}{' ' * (WIDTH - done)}] {fraction:4.0%} {step:<10}")
            told.write("\n" if fraction >= 1 else "")
        elif step not in steps[-1:]:
            steps.append(step)
            told.write(f"{fraction:4.0%} {step}\n")
        told.flush()

    return show


if __name__ == "__main__":
    sys.exit(main())
