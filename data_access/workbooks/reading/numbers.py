"""Numbers as offices write them: 1.234,5 or 1,234.5, with a percent sign, or as a word for "none".

Nothing is guessed. ``1.234`` may be a thousand or a little more than one: it is a thousand where only
whole numbers are expected, it is what the rest of the sheet makes it, and otherwise it is refused.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

MISSING_WORDS = {"..", "...", "....", "…", "......", "không có số liệu", "no data"}
NOT_APPLICABLE_WORDS = {"không áp dụng", "kad", "n/a", "not applicable"}
DASHES = {"-", "–", "—", "--"}
# Beyond this a double no longer distinguishes neighbouring whole numbers.
LARGEST = 2.0**53
MOST_DECIMALS = 4
SPACED = r"[+-]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?"
PLAIN = r"[+-]?\d+"
# Written so that only one of the two marks can be the decimal one.
COMMA_DECIMAL = (
    r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}|\d+,\d{4,}|\d{4,},\d+|0\d*,\d+)"
)
POINT_DECIMAL = (
    r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.\d{1,2}|\d+\.\d{4,}|\d{4,}\.\d+|0\d*\.\d+)"
)
EITHER = r"[+-]?[1-9]\d{0,2}[.,]\d{3}"

Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]


class Numbers(NamedTuple):
    """Values of cells (NaN where there is none), their state, decimals as written, and what is wrong.

    ``state`` is "" for an empty cell; ``problem`` is "" or the code of a finding.
    """

    value: npt.NDArray[np.float64]
    state: Texts
    decimals: npt.NDArray[np.int64]
    problem: Texts


def read_numbers(
    cells: "pd.Series[Any]", *, whole: Flags, percent: Flags, comma: bool | None = None
) -> Numbers:
    """The cells as numbers; ``whole`` and ``percent`` say what each of them may be.

    ``comma`` is the decimal mark where it is known; otherwise the cells themselves decide.
    """
    count = len(cells)
    numbers = Numbers(
        np.full(count, np.nan),
        np.full(count, "", dtype=object),
        np.full(count, -1, dtype=np.int64),
        np.full(count, "", dtype=object),
    )
    is_text = _fill_typed(cells, numbers)
    if is_text.any():
        _fill_texts(cells[is_text], numbers, np.flatnonzero(is_text), whole, percent, comma)
    _refuse_too_large(numbers)
    is_known = ~np.isnan(numbers.value)
    numbers.state[is_known] = "reported"
    untold = is_known & (numbers.decimals < 0)
    numbers.decimals[untold] = decimals_of(numbers.value[untold])
    fraction = is_known & whole & (np.abs(numbers.value - np.round(numbers.value)) > 1e-6)
    numbers.problem[fraction] = "not_whole"
    return numbers


def _fill_typed(cells: "pd.Series[Any]", numbers: Numbers) -> Flags:
    """Take over what is a number already; return where there is text."""
    if isinstance(cells.dtype, pd.StringDtype):
        return np.asarray(cells.notna() & cells.str.strip().ne(""), dtype=bool)
    kinds = np.array([_kind(cell) for cell in cells], dtype="U1")
    is_number = kinds == "n"
    numbers.value[is_number] = cells[is_number].astype("float64")
    numbers.problem[kinds == "b"] = "not_a_number"
    numbers.problem[kinds == "d"] = "date_for_number"
    return np.asarray(kinds == "t", dtype=bool)


def _kind(cell: object) -> str:
    if isinstance(cell, str):
        return "t" if cell.strip() else ""
    if isinstance(cell, bool):
        return "b"
    if isinstance(cell, int | float):
        return "n" if cell == cell else ""
    return "" if cell is None else "d"


def _fill_texts(
    texts: "pd.Series[Any]",
    numbers: Numbers,
    places: npt.NDArray[np.int64],
    whole: Flags,
    percent: Flags,
    comma: bool | None,
) -> None:
    # The same texts come again and again: each is read once.
    codes, distinct = pd.factorize(texts.astype("str"))
    read = _read_texts(pd.Series(distinct, dtype="str"), comma)
    has_sign = read["sign"].to_numpy()[codes]
    value = read["value"].to_numpy()[codes].copy()
    decimals = read["decimals"].to_numpy()[codes].copy()
    problem = read["problem"].to_numpy(dtype=object)[codes].copy()
    either = read["either"].to_numpy()[codes]
    as_thousands = either & whole[places] & ~has_sign & (problem == "ambiguous_number")
    value[as_thousands] = read["thousands"].to_numpy()[codes][as_thousands]
    decimals[as_thousands] = 0
    problem[as_thousands] = ""
    problem[has_sign & ~percent[places] & (problem == "")] = "percent_for_number"
    numbers.value[places] = np.where(problem == "", value, np.nan)
    numbers.decimals[places] = decimals
    numbers.problem[places] = problem
    numbers.state[places] = read["state"].to_numpy(dtype=object)[codes]


def _read_texts(written: "pd.Series[str]", comma: bool | None) -> pd.DataFrame:
    text = written.str.normalize("NFC").str.strip()
    word = text.str.casefold()
    sign = text.str.endswith("%")
    text = text.str.removesuffix("%").str.strip().str.replace("−", "-")
    text = text.where(
        ~text.str.fullmatch(SPACED), text.str.replace(r"[\s\u00a0\u202f\u2009]", "", regex=True)
    )
    plain, either = text.str.fullmatch(PLAIN), text.str.fullmatch(EITHER)
    with_comma, with_point = text.str.fullmatch(COMMA_DECIMAL), text.str.fullmatch(POINT_DECIMAL)
    if comma is None and with_comma.any() != with_point.any():
        comma = bool(with_comma.any())
    is_comma = with_comma | (either & (comma is True))
    is_point = with_point | (either & (comma is False))
    number = text.where(~is_comma, text.str.replace(".", "").str.replace(",", "."))
    number = number.where(~is_point, text.str.replace(",", ""))
    value = pd.to_numeric(number.where(plain | is_comma | is_point), errors="coerce")
    state = pd.Series("", index=text.index, dtype="object")
    state[word.isin(MISSING_WORDS)] = "missing"
    state[word.isin(NOT_APPLICABLE_WORDS)] = "not_applicable"
    problem = pd.Series("", index=text.index, dtype="object")
    problem[value.isna() & state.eq("")] = "not_a_number"
    problem[value.isna() & either] = "ambiguous_number"
    problem[word.isin(DASHES)] = "dash"
    fraction = number.where(value.notna()).str.extract(r"\.(\d+)$", expand=False)
    return pd.DataFrame(
        {
            "value": value.astype("float64"),
            "thousands": pd.to_numeric(text.str.replace(r"[.,]", "", regex=True), errors="coerce"),
            "decimals": fraction.str.len().fillna(0).astype("int64"),
            "either": either,
            "sign": sign,
            "state": state,
            "problem": problem,
        }
    )


def decimals_of(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """The fewest decimals that write each value exactly, MOST_DECIMALS where none does."""
    found = np.full(len(values), MOST_DECIMALS, dtype=np.int64)
    for decimals in range(MOST_DECIMALS - 1, -1, -1):
        found[np.isclose(np.round(values, decimals), values, rtol=0, atol=1e-9)] = decimals
    return found


def _refuse_too_large(numbers: Numbers) -> None:
    """Infinities, and whatever a double no longer distinguishes from its neighbours."""
    beyond = ~np.isnan(numbers.value) & ~(np.abs(numbers.value) <= LARGEST)
    numbers.problem[beyond] = "out_of_range"
    numbers.value[beyond] = np.nan
