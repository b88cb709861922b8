"""Jobs of exports done by the process of the tests, so that a test may break what they do."""

from collections.abc import Callable
from typing import TypeVar

from exports.jobs.tasks import warm_up

Answer = TypeVar("Answer")


class ThisProcess:
    """What stands in the place of a worker process; it cannot be ended."""

    calls = 0
    has_ended = False

    def call(
        self,
        work: Callable[..., Answer],
        *arguments: object,
        progress: Callable[[float, str], None] | None = None,
    ) -> Answer | None:
        """Do the work; the warming up, which reads the published store, is left out."""
        return None if work is warm_up else work(*arguments, progress)

    def end(self) -> None:
        """Do nothing."""
