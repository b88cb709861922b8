"""Files to take away, from the command line: ``uv run python -m exports map|chart|brief|slides --help``."""

from __future__ import annotations

from streamlit.logger import set_log_level


def main() -> None:
    """Run the command that was typed."""
    # Before anything that keeps frames is imported: each would say that there is no server.
    set_log_level("ERROR")
    from exports.commands import app

    app()


if __name__ == "__main__":
    main()
