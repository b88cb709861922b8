"""Commands on a register: ``uv run python -m microdata --help``."""

import sys
from collections.abc import Callable, Sequence

import typer

from microdata.command_line import checking, inventing, keeping, making

COMMANDS: dict[str, Callable[..., None]] = {
    "check": checking.check_register,
    "make": making.make_forms,
    "keep": keeping.keep_register,
    "generate": inventing.generate_register,
}
app = typer.Typer(
    help="Commands on a register of households. No household is shown and none is kept.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for name, command in COMMANDS.items():
    app.command(name)(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: see ``data_access.command_line.answering.Exit``."""
    try:
        app(list(arguments) if arguments is not None else None, prog_name="python -m microdata")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
