"""From which size on a file is checked and published in a process of its own."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class WorkerSizes(BaseSettings):
    """Starting a process costs seconds; smaller work is over before it would have begun."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    worker_from_kb: int = Field(
        default=2000, ge=0, description="Files of so many kilobytes are checked and sent by a process."
    )
    worker_from_rows: int = Field(
        default=30_000, ge=0, description="Submissions of so many rows are published and undone by one."
    )

    def is_large_file(self, size: int) -> bool:
        """Whether a file of so many bytes goes to a process of its own."""
        return size >= self.worker_from_kb * 1000

    def is_large_load(self, rows: int) -> bool:
        """Whether a submission of so many rows does."""
        return rows >= self.worker_from_rows
