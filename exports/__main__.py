"""Files to take away, from the command line: ``uv run python -m exports map|chart|brief|slides --help``."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command that was typed."""
    # Before anything of Streamlit is imported: each kept frame would say that there is no server.
    os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "error")
    from exports.commands import app

    app()


if __name__ == "__main__":
    main()
