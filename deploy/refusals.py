"""Why a deployment is not started or ended."""

from __future__ import annotations


class DeployRefused(Exception):
    """The sentence ``key`` of the catalogues says what failed and what to do; ``facts`` stand in it."""

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts
