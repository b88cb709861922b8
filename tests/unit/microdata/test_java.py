"""Which Java Spark is given: the named one, else one of the system's, and none that it does not run in."""

from pathlib import Path

import pytest

from microdata.engines import engine_of
from microdata.errors import EngineUnusable
from microdata.settings import RegisterSettings
from microdata.spark import engine
from microdata.spark.java import Machine

SAID = {"/a/bin/java": 'openjdk version "25.0.1" 2025-10-21', "/b/bin/java": 'openjdk version "17.0.15"'}


def machine(folder: Path, **environment: str) -> Machine:
    return Machine(environment, folder, lambda _name: "/b/bin/java", lambda java: SAID.get(str(java), ""))


def test_java_of_another_version_is_passed_over(tmp_path: Path) -> None:
    assert machine(tmp_path, JAVA_HOME="/a").java_home() == Path("/b")


def test_java_that_does_not_start_is_none(tmp_path: Path) -> None:
    assert Machine({"JAVA_HOME": "/c"}, tmp_path, lambda _name: None, lambda _java: "").java_home() is None


@pytest.mark.parametrize(("installed", "reason"), [(None, "not_installed"), (object(), "no_java")])
def test_spark_without_what_it_needs_is_refused(
    installed: object, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _name: installed)
    monkeypatch.setattr(Machine, "java_home", lambda _machine: None)
    with pytest.raises(EngineUnusable) as refused, engine_of(RegisterSettings(microdata_engine="spark")):
        pass
    assert refused.value.facts == {"engine": "spark", "reason": reason}
