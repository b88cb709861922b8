"""Days are those of Viet Nam, where it is tomorrow from 17:00 in UTC on."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from data_access.days import day_of, today
from ui.charts.view_codes import cite, registered

ROOT = Path(__file__).parents[3]
# Each asks the clock of the machine for a day or an hour, or takes the day of UTC for that of Viet Nam.
OF_THE_MACHINE = re.compile(
    r"\bdate\.today\(|\bdatetime\.(?:today|utcnow|utcfromtimestamp)\(|\bdatetime\.now\(\)"
    r"|\bfromtimestamp\([^(),]*\)|\btime\.(?:localtime|gmtime|strftime|ctime|asctime)\("
    r"|now\((?:dt\.|datetime\.)?(?:UTC|timezone\.utc)\)\.date\(|_at\)?\[:10\]|since\[:10\]"
)


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


def test_no_module_and_no_test_takes_a_day_from_the_clock_of_the_machine() -> None:
    packages = ["benchmarks", "data_access", "deploy", "exports", "geo", "microdata"]
    packages += ["pages", "terminal", "tests", "ui", "vocabulary"]
    modules = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    modules = [path for path in modules if path != Path(__file__)]
    assert len(modules) > 1000
    found = {
        str(path.relative_to(ROOT)): OF_THE_MACHINE.findall(text)
        for path in modules
        if OF_THE_MACHINE.search(text := path.read_text(encoding="utf-8"))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "dt.date.today()",
        "datetime.now()",
        "datetime.now(UTC).date()",
        "dt.datetime.fromtimestamp(seconds)",
        "time.strftime('%Y')",
        "str(load.loaded_at)[:10]",
        "held.since[:10]",
    ],
)
def test_a_day_from_the_clock_of_the_machine_is_caught(line: str) -> None:
    assert OF_THE_MACHINE.search(line)
