"""What can go wrong with a register: a code and facts, as with every error of the store."""

from typing import ClassVar

from data_access.store.errors import StoreError


class RegisterRefused(StoreError):
    """The register is not read, or nothing is made of it.

    Reasons: ``no_file`` (fact ``file``), ``not_a_register`` (``file``), ``unknown_columns`` and
    ``missing_columns`` (``columns``), ``identifying_columns`` (``columns``), ``column_type`` (``column``,
    ``kind``), ``unknown_communes`` (``count``, ``codes``), ``folder_not_empty`` (``file``),
    ``not_enough_memory``, ``classes_differ`` (``count``), ``several_years`` (``years``), ``no_households``,
    ``unknown_place`` (``place``), ``outside_place`` and ``not_whole`` (``count``, ``place``).
    """

    code: ClassVar[str] = "register_refused"


class EngineUnusable(StoreError):
    """The engine that ``MICRODATA_ENGINE`` names cannot be used (fact ``engine``).

    Reasons: ``not_installed``, ``no_java``, ``no_answer`` (``address``), ``unknown``.
    """

    code = "engine_unusable"
