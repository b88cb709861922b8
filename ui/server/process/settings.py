"""What a process goes by that is one of several, from the environment; listed in ``docs/architecture.md``."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ProcessSettings(BaseSettings):
    """Settings of one process; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    drain_seconds: float = Field(
        default=0.0,
        ge=0,
        description="How long a process that is told to end waits for what is under way; 0: not at all.",
    )
    key_at_start: bool = Field(
        default=True,
        description="Whether the address by which figures may be changed is shown at the start.",
    )
    site_address: str = Field(
        default="",
        description="The outer address of the dashboard, such as https://dashboard.example.",
    )
