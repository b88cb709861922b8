"""Who may read the metrics, read from the environment; ``docs/architecture.md`` lists it."""

from __future__ import annotations

import ipaddress
from functools import cached_property
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ui.server.guard.settings import Network, listed


class MetricsSettings(BaseSettings):
    """Settings of the metrics; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    metrics_token: str = Field(
        default="", description="What a program shows to read the metrics; empty: nobody does.", repr=False
    )
    metrics_token_file: Path | None = Field(default=None, description="A file with that token.")
    metrics_networks: str = Field(
        default="127.0.0.0/8, ::1/128",
        description="From which addresses or networks they are read, by commas.",
    )

    @field_validator("metrics_networks")
    @classmethod
    def _are_networks(cls, written: str) -> str:
        """Refuse a text that is no list of networks; the error names the setting."""
        for entry in listed(written):
            ipaddress.ip_network(entry, strict=False)
        return written

    @cached_property
    def token(self) -> str:
        """The token, "" for none; raises OSError for a file that cannot be read."""
        if self.metrics_token_file is not None:
            return self.metrics_token_file.read_text(encoding="utf-8").strip()
        return self.metrics_token

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """The networks that may ask."""
        return tuple(ipaddress.ip_network(entry, strict=False) for entry in listed(self.metrics_networks))
