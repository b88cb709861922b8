"""Commands on the store: ``uv run python -m data_access --help``."""

import os
import sys
from collections.abc import Callable, Sequence

import typer

from data_access.command_line import of_accounts, of_files, of_loads, of_reminders, of_stores
from data_access.log_form import JSON, write_in_form

COMMANDS: dict[str, Callable[..., None]] = {
    "check": of_files.check_file,
    "load": of_files.load_file,
    "hand-in": of_loads.hand_in_submission,
    "preview": of_loads.preview_submission,
    "approve": of_loads.approve_submission,
    "send-back": of_loads.send_back_submission,
    "publish": of_loads.publish_submission,
    "withdraw": of_loads.withdraw_submission,
    "erase-original": of_loads.erase_original_file,
    "ledger": of_loads.show_ledger,
    "history": of_loads.show_history,
    "audit": of_loads.show_audit,
    "changes": of_loads.show_changes,
    "remind": of_reminders.remind,
    "export": of_stores.export,
    "backup": of_stores.backup,
    "scheduled-backup": of_stores.scheduled_backup,
    "restore": of_stores.restore_backup,
    "restore-trial": of_stores.restore_trial,
    "migrate": of_stores.migrate,
    "new-store": of_stores.new_store,
    "demo": of_stores.demo,
}
app = typer.Typer(
    help="Commands on the store.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
for name, command in COMMANDS.items():
    app.command(name)(command)

accounts = typer.Typer(
    help="Who may sign in, with which rights.", no_args_is_help=True, pretty_exceptions_enable=False
)
for name, command in of_accounts.ACCOUNT_COMMANDS.items():
    accounts.command(name)(command)
app.add_typer(accounts, name="accounts")


# What `withdraw` was called before.
app.command("undo", hidden=True)(of_loads.withdraw_submission)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: see ``data_access.command_line.answering.Exit``."""
    if os.environ.get("LOG_FORMAT") == JSON:
        write_in_form(JSON)
    try:
        app(list(arguments) if arguments is not None else None, prog_name="python -m data_access")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
