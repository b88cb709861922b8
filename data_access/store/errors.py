"""What can go wrong with a store: a code and facts; the page puts them into the reader's language."""

from functools import partial
from typing import Any, ClassVar


class StoreError(Exception):
    """Base of every error that is shown to a reader without a traceback.

    ``code`` names the kind, ``facts`` holds what the page's sentence needs: ``location`` is a file's
    path or a database address without its password, ``reason`` a slug that distinguishes cases.
    """

    code: ClassVar[str] = "store_error"

    def __init__(self, **facts: str) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """The same error again, where it comes from another process."""
        return partial(type(self), **self.facts), ()

    def __str__(self) -> str:
        """The code and facts on one line, for the log."""
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])


class StoreUnreachable(StoreError):
    """No answer from the store.

    Reasons: ``missing``, ``behind``, ``not_migrated``, ``not_connected``, ``busy``, ``too_slow``,
    ``bad_address``, ``unreadable``, ``building``, ``not_standby``, ``primary_lost`` (read by a standby, not
    to be changed).
    """

    code = "store_unreachable"


class StoreLost(StoreError):
    """The store is missing or empty and has held files of offices since the day ``since``; none is built."""

    code = "store_lost"


class StoreDamaged(StoreError):
    """Not a store or no longer whole (``corrupt``, ``foreign``, ``incomplete``); it is left as it is."""

    code = "store_damaged"


class StoreReadOnly(StoreError):
    """The store must be built or renewed but may not be written."""

    code = "store_read_only"


class StoreOutOfSpace(StoreError):
    """There was no room to write; what was stored before is untouched."""

    code = "store_out_of_space"


class StoreNotEmpty(StoreError):
    """A backup was to be restored where there is a store already; it is left as it is."""

    code = "store_not_empty"


class StoreOutOfDate(StoreError):
    """A newer version of the program made this store (facts ``found`` and ``expected``)."""

    code = "store_out_of_date"


class NoSuchDay(StoreError):
    """The store did not exist yet on that day (facts ``day`` and ``first``, the day of its first load)."""

    code = "no_such_day"


class EmbeddedDataUnusable(StoreError):
    """The embedded data cannot be read into a store.

    Facts ``path``, ``reason`` (``missing``, ``not_a_table``, ``not_a_number``, ``not_yes_or_no``,
    ``unknown_reference``, ``rejected``) and, where one cell is at fault, ``line``, ``column`` and ``text``.
    """

    code = "embedded_data_unusable"


class UnknownIndicator(StoreError):
    """The store has no such indicator (fact ``indicator``)."""

    code = "unknown_indicator"


class UnknownArea(StoreError):
    """The store has no such area (facts ``vintage``, ``level``, ``area``)."""

    code = "unknown_area"


class UnknownProgramme(StoreError):
    """The store has no such programme (fact ``programme``)."""

    code = "unknown_programme"
