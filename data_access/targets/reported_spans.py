"""What the numbers of rows of targets and results may mean: exact ends, of a range both, of a bound one."""

from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.reports.number_spans import meant
from data_access.targets.status_rule import Span


def exact(value: float, decimals: Any) -> Decimal | None:
    """Return a printed number without the noise of floating point, None for none."""
    if is_missing(value):
        return None
    return Decimal(str(value)) if is_missing(decimals) else Decimal(f"{value:.{decimals}f}")


def meant_by(row: Any) -> Span:
    """Return all that the number of a result may mean."""
    numbers = [exact(value, row.decimals) for value in (row.value, row.value_min, row.value_max)]
    return meant(*numbers, qualifier=row.qualifier)


def in_unit(target: Any, span: Span) -> Span:
    """Return a count as a share of the list that the target refers to, where it is a share."""
    if target.kind != "level" or target.unit != "percent" or is_missing(target.baseline):
        return span
    whole = Decimal(str(target.baseline))
    return Span(*(None if end is None else end * 100 / whole for end in span))


def is_missing(value: Any) -> bool:
    """Say whether a cell holds nothing."""
    return value is None or value is pd.NA or value != value


def is_set(flag: Any) -> bool:
    """Say whether a flag is known and true."""
    return not is_missing(flag) and bool(flag)
