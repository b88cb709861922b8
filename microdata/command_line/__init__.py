"""The commands on a register: ``uv run python -m microdata …``; docs/command-line.md says what each does.

- ``reading``: what they share: a register opened and checked, and how it is refused.
- ``checking``, ``making``, ``keeping``, ``inventing``: the commands.
"""
