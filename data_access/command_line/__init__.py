"""The store's commands: ``uv run python -m data_access …``; docs/command-line.md says what each does.

- ``speaking``: answers for people and as JSON, progress, and the exit codes.
- ``of_loads``, ``of_stores``: the commands.
"""
