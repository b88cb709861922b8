"""Several processes behind one proxy: ``uv run python -m deploy --help``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from deploy import commands

app = typer.Typer(
    help="Several processes of the dashboard on one machine, behind one proxy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (commands.up, commands.status, commands.restart, commands.down):
    app.command(command.__name__)(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0, 1 where it failed, 2 for a line that cannot be read."""
    try:
        app(list(arguments) if arguments is not None else None, prog_name="python -m deploy")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
