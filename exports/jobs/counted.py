"""What the jobs tell whoever watches the server: how many run and wait, what came of them, and when."""

from __future__ import annotations

from exports.jobs.work import Made, Outcome, Work
from ui.server.metrics.instruments import job_seconds, jobs_running, jobs_total, jobs_waiting

MADE, REFUSED = "made", "refused"


def count_ended(work: Work, outcome: Outcome | str, seconds: float) -> None:
    """Count a job that is over, by the function that did it; a text as outcome says why nothing came."""
    name = work.task.__name__
    if not isinstance(outcome, str):
        outcome = MADE if isinstance(outcome, Made) else REFUSED
    jobs_total.labels(name, outcome).inc()
    job_seconds.labels(name).observe(seconds)


def tell_line(running: int, waiting: int) -> None:
    """Say how many jobs run and how many wait."""
    jobs_running.set(running)
    jobs_waiting.set(waiting)
