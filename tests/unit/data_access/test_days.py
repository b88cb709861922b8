"""Days are those of Viet Nam, where it is tomorrow from 17:00 in UTC on."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest

from data_access.days import day_of, today
from ui.charts.view_codes import cite, registered


class AtNight(dt.datetime):
    """A clock that stands at 02:13 of 1 December 2026 in Hà Nội."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "AtNight":
        return cls(2026, 11, 30, 19, 13, tzinfo=dt.UTC).astimezone(tz)


def test_an_export_at_night_bears_the_day_that_it_is_in_ha_noi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr("data_access.days.dt", SimpleNamespace(datetime=AtNight))
    assert today() == dt.date(2026, 12, 1)
    cited = cite("/map", {"year": "2024"}, {"Hà Giang": "37,08"})
    assert cited.on == "2026-12-01"
    kept = registered(cited.code)
    assert kept is not None
    assert kept.on == "2026-12-01"


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-11-30T16:59:59Z", "2026-11-30"), ("2026-11-30T17:00:00Z", "2026-12-01"), ("", "")],
)
def test_the_day_of_a_load_ends_at_midnight_in_viet_nam(moment: str, day: str) -> None:
    assert day_of(moment) == day
