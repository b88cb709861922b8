"""What a printed number may mean: "about 20" is no 20, and "more than 1.5" has no upper end."""

from decimal import Decimal

from data_access.targets.status_rule import Span


def meant(
    value: Decimal | None,
    value_min: Decimal | None = None,
    value_max: Decimal | None = None,
    *,
    qualifier: str = "exact",
) -> Span:
    """The least and the most that a figure may be, by its qualifier.

    "About" is read as rounded at its last digit that is not zero: about 20 is 15 to 25. "Nearly" is read
    as less than that digit's unit below: nearly 4,400 is 4,300 to 4,400. "More than" and "at least"
    have no upper end, "less than" no lower one.
    """
    if value is None:
        return Span(value_min, value_max)
    if qualifier == "about":
        half = last_place(value) / 2
        return Span(value - half, value + half)
    if qualifier == "nearly":
        return Span(value - last_place(value), value)
    if qualifier in ("more_than", "at_least"):
        return Span(value, None)
    if qualifier == "less_than":
        return Span(None, value)
    return Span(value, value)


def last_place(value: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: 10 of 20, 100 of 4,400, 0.1 of 1.5; 1 of zero."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if value else Decimal(1)
