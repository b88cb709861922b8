"""A period is over by the day that is looked at."""

import datetime as dt

from data_access.days import VIET_NAM
from data_access.store_codes import DEMONSTRATION, PUBLISHED
from ui.cached.this_year import this_year


def test_a_past_day_has_its_own_year_and_the_others_have_todays() -> None:
    today = dt.datetime.now(VIET_NAM).year
    assert this_year(f"{PUBLISHED}@2024-03-01") == 2024
    assert {this_year(PUBLISHED), this_year(DEMONSTRATION)} == {today}
