"""The checked workbook goes back to its sender with the cells coloured and commented."""

import pandas as pd


def coloured_workbook(original: bytes, findings: pd.DataFrame, language: str) -> bytes:
    """The file as a workbook whose cells with findings are coloured and bear a comment."""
    raise NotImplementedError
