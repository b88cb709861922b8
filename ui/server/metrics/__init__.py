"""What the server tells whoever watches it, in the form of Prometheus: ``/metrics``.

- ``instruments``: what is counted while the server works, and the registry of all of it.
- ``counted_requests``, ``route_templates``: requests and open pages, by the template of their route.
- ``counted_runs``: runs of pages and their seconds.
- ``store_facts``, ``kept_answers``: the store, its newest load, and what is kept; when somebody asks.
- ``metrics_route``, ``settings``: who is answered.

Jobs are counted by ``exports.jobs.counted``. No label names a visitor, a place, a file or an address with
its parameters: each has few values, known beforehand. docs/operations.md says what to watch.
"""
