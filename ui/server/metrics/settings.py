"""Who may read the metrics, read from the environment; ``docs/architecture.md`` lists it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from ui.server.guard.settings import Network, NetworkList, networks_in, secret_in


class MetricsSettings(BaseSettings):
    """Settings of the metrics; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    metrics_token: str = Field(
        default="", description="What a program shows to read the metrics; empty: nobody does.", repr=False
    )
    metrics_token_file: Path | None = Field(default=None, description="A file with that token.")
    metrics_networks: NetworkList = Field(
        default="127.0.0.0/8, ::1/128",
        description="From which addresses or networks they are read, by commas.",
    )

    @cached_property
    def token(self) -> str:
        """The token, "" for none; raises OSError for a file that cannot be read."""
        return secret_in(self.metrics_token, self.metrics_token_file)

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """The networks that may ask."""
        return networks_in(self.metrics_networks)
