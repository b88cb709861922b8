"""Why a figure, or a change between two, cannot be had: one list for maps, pages, charts and files."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason; its sentence is the text ``reason.<reason>``, its label ``reason_label.<reason>``."""

    # No figure on the units of today.
    SPLIT_UNIT = "split_unit"
    PART_MISSING = "part_missing"
    NO_COUNTS = "no_counts"
    STANDARDS_DIFFER = "standards_differ"
    # No measure of money.
    NO_HOUSEHOLDS = "no_households"
    NO_PEOPLE = "no_people"
    NO_BASE = "no_base"
    # No change.
    NO_NOW = "no_now"
    NO_BEFORE = "no_before"
    NOT_RESULT = "not_result"
    STANDARD_CHANGED = "standard_changed"
    SOURCE_KIND_CHANGED = "source_kind_changed"
    BOUNDARY_CHANGED = "boundary_changed"
    RESTATED_BY_WEIGHTS = "restated_by_weights"
    CURRENT_PRICES = "current_prices"
    UNCLEAR = "unclear"
    SET_ASIDE = "set_aside"
    # Neither.
    NOT_EXACT = "not_exact"
