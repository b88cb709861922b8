"""What the processes for exports go by, read from the environment; ``docs/architecture.md`` lists it."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ExportSettings(BaseSettings):
    """Settings of exports; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    exports_ready: bool = Field(
        default=True,
        description="Whether a process for exports is ready from the start, or begins with the first export.",
    )
