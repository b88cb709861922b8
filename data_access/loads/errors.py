"""What a load can be refused for: a code and facts, as with every error of the store."""

from typing import ClassVar

from data_access.store.errors import StoreError


class LoadRefused(StoreError):
    """The step was not taken and nothing changed.

    Reasons: ``unknown`` (no such submission), ``wrong_state`` (fact ``state``), ``same_file`` (facts
    ``earlier``, ``by``, ``at``, ``state``), ``has_errors`` (fact ``errors``), ``no_rows``, ``no_name``,
    ``no_reason``, ``no_original``, ``reading_not_confirmed``, ``dangling`` (facts ``table``, ``column``,
    ``value``),
    ``rejected`` (fact ``text``), ``approval_required``, ``same_person`` (fact ``by``), ``not_returned`` (fact
    ``number``), ``signed_out``, ``no_right``, ``outside_area`` (facts ``table``, ``row``, ``area``),
    ``other_file``, ``store_changed`` (facts ``shown`` and ``now``, numbers of loads).
    """

    code: ClassVar[str] = "load_refused"
