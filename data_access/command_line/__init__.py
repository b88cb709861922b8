"""The store's commands: ``uv run python -m data_access …``; docs/command-line.md says what each does.

- ``answering``: answers for people and as JSON, failures and their exit codes.
- ``opened``: the stores that they read.
- ``of_files``, ``of_loads``, ``of_stores``: the commands.
"""
