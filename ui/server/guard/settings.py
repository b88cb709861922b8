"""What the guard goes by, read from the environment; ``docs/architecture.md`` lists it."""

from __future__ import annotations

import ipaddress
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class GuardSettings(BaseSettings):
    """Settings of the guard; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    allowed_hosts: str = Field(
        default="",
        description="Names under which the server is reached, beside its address and localhost; by commas.",
    )
    allowed_origins: str = Field(
        default="",
        description="Origins such as https://dashboard.example whose pages may write, by commas.",
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of proxies whose X-Forwarded-For is believed; by commas.",
    )
    proxy_login_header: str = Field(
        default="",
        description="The header in which a trusted proxy says whom it let in, such as X-Forwarded-User.",
    )
    proxy_secret_header: str = Field(
        default="X-Proxy-Secret",
        description="The header in which that proxy shows the secret that it shares with the dashboard.",
    )
    proxy_secret: str = Field(default="", description="That secret.", repr=False)
    proxy_secret_file: Path | None = Field(default=None, description="A file with that secret.")
    connections_per_address: int = Field(
        default=100,
        gt=0,
        description="How many pages one address may have open at once.",
    )

    public_reading: bool = Field(
        default=True,
        description="Whether figures are read by everybody; 0: by accounts alone.",
    )

    log_format: Literal["text", "json"] = Field(
        default="text",
        description="Whether lines of the log are readable text or one JSON object each.",
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, written: str) -> str:
        """Refuse a text that is no list of networks; the error names the setting."""
        for entry in listed(written):
            ipaddress.ip_network(entry, strict=False)
        return written

    @cached_property
    def secret_of_proxy(self) -> str:
        """The secret that a proxy shows, "" for none; raises OSError for a file that cannot be read."""
        if self.proxy_secret_file is not None:
            return self.proxy_secret_file.read_text(encoding="utf-8").strip()
        return self.proxy_secret

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """The networks of the trusted proxies."""
        return tuple(ipaddress.ip_network(entry, strict=False) for entry in listed(self.trusted_proxies))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The names of ALLOWED_HOSTS in small letters."""
        return frozenset(name.lower().rstrip(".") for name in listed(self.allowed_hosts))

    @cached_property
    def origins(self) -> frozenset[str]:
        """The origins of ALLOWED_ORIGINS in small letters, without a slash at the end."""
        return frozenset(origin.lower().rstrip("/") for origin in listed(self.allowed_origins))


def listed(written: str) -> list[str]:
    """Return the entries of a text by commas, without empty ones."""
    return [entry.strip() for entry in written.split(",") if entry.strip()]
