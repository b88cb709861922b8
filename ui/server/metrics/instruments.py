"""What is counted while the server works; the names are those of docs/operations.md and of the dashboard.

The registry is this process's own: of several processes each is asked for itself.
"""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

# From a kept answer to a job that waits for minutes.
OF_REQUESTS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0)
OF_RUNS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
OF_JOBS = (0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0, 600.0, 3600.0)

# When each count began would be as many lines again.
disable_created_metrics()  # type: ignore[no-untyped-call]
registry = CollectorRegistry()
# Memory, processor time and open files of the process, by their usual names.
ProcessCollector(registry=registry)

requests_total = Counter(
    "monitor_requests",
    "Requests that were answered, by the template of their route, method and status.",
    ("route", "method", "status"),
    registry=registry,
)
request_seconds = Histogram(
    "monitor_request_seconds",
    "Seconds from a request until the end of its answer.",
    ("route",),
    buckets=OF_REQUESTS,
    registry=registry,
)
open_pages = Gauge("monitor_open_pages", "Pages that are open: websockets.", registry=registry)

runs_total = Counter(
    "monitor_runs",
    "Runs of a page, whole or of a part, and how they ended: done, stopped for another run, or failed.",
    ("page", "extent", "outcome"),
    registry=registry,
)
run_seconds = Histogram(
    "monitor_run_seconds",
    "Seconds that a run of a page took.",
    ("page", "extent"),
    buckets=OF_RUNS,
    registry=registry,
)

jobs_total = Counter(
    "monitor_jobs",
    "Files to take away: made, refused with a sentence, or why they came to nothing.",
    ("work", "outcome"),
    registry=registry,
)
job_seconds = Histogram(
    "monitor_job_seconds",
    "Seconds from asking for a file until it was there or given up, waiting included.",
    ("work",),
    buckets=OF_JOBS,
    registry=registry,
)
jobs_running = Gauge("monitor_jobs_running", "Files that are being made.", registry=registry)
jobs_waiting = Gauge("monitor_jobs_waiting", "Files that wait in the line.", registry=registry)

store_up = Gauge("monitor_store_up", "1 where the store answered within two seconds.", registry=registry)
store_answer_seconds = Gauge(
    "monitor_store_answer_seconds",
    "Seconds that the store took to say which load is its newest.",
    registry=registry,
)
store_read_only = Gauge(
    "monitor_store_read_only",
    "1 where the primary is lost and figures are read by its standby.",
    registry=registry,
)
# Without a standby there is no value of it.
standby_state = Gauge(
    "monitor_standby",
    "1 for how the standby is: it follows, is behind by a load, or lost.",
    ("state",),
    registry=registry,
)
standby_bytes_behind = Gauge(
    "monitor_standby_bytes_behind", "Bytes that the standby has still to replay.", registry=registry
)
load_number = Gauge("monitor_load_number", "The number of the newest load.", registry=registry)
load_age_seconds = Gauge(
    "monitor_load_age_seconds", "Seconds since the newest load was made.", registry=registry
)
