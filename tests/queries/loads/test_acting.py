"""The log tells by which key, from where and with which browser a change was made, where that is known."""

import pandas as pd
from sqlalchemy import URL

from data_access.acting import Actor, acting
from data_access.boundary_log import log_boundaries
from data_access.loads import audit_log, keep_draft, submit_checked
from data_access.worker import call_apart, publish_step
from tests.queries.loads.test_loads import answers
from tests.queries.office import BY, area_number, figure, sample_settings, upload

ACTOR = Actor("a1b2c3", "198.51.100.9", "Firefox", "mai.lo")


def told(log: pd.DataFrame) -> list[tuple[str, ...]]:
    """What was done by which key, from where and with which browser, newest first."""
    columns = ["what", "by_account", "by_key", "by_address", "by_agent"]
    return [tuple(str(value) for value in row) for row in log[columns].fillna("").to_numpy()]


def test_log_tells_who_acted_also_where_another_process_did_the_work(sample_url: URL) -> None:
    settings = sample_settings(sample_url)
    with acting(ACTOR):
        sent = upload("a.xlsx", figures=[figure(area_number(sample_url, "02"), 30.5)])
        number = keep_draft(settings, sent, BY)
        submit_checked(settings, number, BY)
        call_apart(publish_step, settings, number, "Páo", None)
    log_boundaries(settings, "Páo", "boundaries_undone", "province", "v2025")
    with acting(ACTOR):
        log_boundaries(settings, "Páo", "boundaries_accepted", "province", "v2025")
    assert told(answers(sample_url, audit_log)) == [
        ("boundaries_accepted", "mai.lo", "a1b2c3", "198.51.100.9", "Firefox"),
        ("boundaries_undone", "", "", "", ""),
        ("published", "mai.lo", "a1b2c3", "198.51.100.9", "Firefox"),
        ("submitted", "mai.lo", "a1b2c3", "198.51.100.9", "Firefox"),
        ("checked", "mai.lo", "a1b2c3", "198.51.100.9", "Firefox"),
        ("embedded", "", "", "", ""),
    ]
