"""What the guard goes by, read from the environment; ``docs/architecture.md`` lists it."""

from __future__ import annotations

import ipaddress
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def listed(written: str) -> list[str]:
    """Return the entries of a text by commas, without empty ones."""
    return [entry.strip() for entry in written.split(",") if entry.strip()]


def networks_in(written: str) -> tuple[Network, ...]:
    """Return the networks of a text by commas. Raises ValueError for an entry that is none."""
    return tuple(ipaddress.ip_network(entry, strict=False) for entry in listed(written))


def secret_in(written: str, file: Path | None) -> str:
    """Return a secret: what its file holds, where one is named, "" for none. Raises OSError."""
    return written if file is None else file.read_text(encoding="utf-8").strip()


def _of_networks(written: str) -> str:
    networks_in(written)
    return written


# A text that is no list of networks is refused; the error names the setting.
NetworkList = Annotated[str, AfterValidator(_of_networks)]


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
    trusted_proxies: NetworkList = Field(
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

    @cached_property
    def secret_of_proxy(self) -> str:
        """The secret that a proxy shows, "" for none; raises OSError for a file that cannot be read."""
        return secret_in(self.proxy_secret, self.proxy_secret_file)

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """The networks of the trusted proxies."""
        return networks_in(self.trusted_proxies)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The names of ALLOWED_HOSTS in small letters."""
        return frozenset(name.lower().rstrip(".") for name in listed(self.allowed_hosts))

    @cached_property
    def origins(self) -> frozenset[str]:
        """The origins of ALLOWED_ORIGINS in small letters, without a slash at the end."""
        return frozenset(origin.lower().rstrip("/") for origin in listed(self.allowed_origins))
