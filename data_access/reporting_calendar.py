"""The reporting calendar: three reports of a year, the last day of each, and how an office stands with one.

The review of a year ends on 14 December (QĐ 24/2021/QĐ-TTg). Reports on the programme's money and results are
due before 1 June for six months and before 1 December for the year (TT 10/2022/TT-BLĐTBXH): the day before is
the last in time.
"""

import datetime as dt

REVIEW, HALF_YEAR, WHOLE_YEAR = "review", "half_year", "whole_year"
LAST_DAYS = {HALF_YEAR: (5, 31), WHOLE_YEAR: (11, 30), REVIEW: (12, 14)}
# What an office fills in for each report: kinds of templates of the data page.
TEMPLATES_OF_REPORT = {
    REVIEW: ("review",),
    HALF_YEAR: ("money", "outcomes"),
    WHOLE_YEAR: ("money", "outcomes"),
}
# From the best; of an office that has sent nothing the last three.
STANDINGS = ("in_time", "late", "recorded", "not_due", "overdue", "absent")

# A review is known of an area where any of these has a result.
REVIEWED = ("poor_household_rate", "poor_households")


def due_day(report: str, year: int) -> dt.date:
    """Return the last day on which a report of a year is in time."""
    return dt.date(year, *LAST_DAYS[report])
