"""How every command of the project speaks at a terminal.

Answers go to standard output, as sentences or as one JSON value; progress and failures to standard error.

- ``answers``: answers and failures.
- ``progress``: the bar that says how far long work is.
- ``options``: options that several commands share, and options in groups.

Imports ``vocabulary`` and no other package of the project.
"""
