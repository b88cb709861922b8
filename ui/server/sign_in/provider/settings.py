"""Which provider of identities, and as what this server is known to it, read from the environment."""

from __future__ import annotations

import ipaddress
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ProviderSettings(BaseSettings):
    """Settings of the provider; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    oidc_issuer: str = Field(default="", description="The provider's address; empty: none.")
    oidc_client_id: str = Field(default="", description="The name of this server at the provider.")
    oidc_client_secret: str = Field(default="", description="Its secret there; none.", repr=False)
    oidc_client_secret_file: Path | None = Field(default=None, description="A file with that secret.")
    oidc_name: str = Field(default="", description="The provider's name as people know it.")

    @field_validator("oidc_issuer")
    @classmethod
    def _is_safe(cls, written: str) -> str:
        """Refuse an address over which anybody could say who somebody is; the error names the setting."""
        parts = urlsplit(written)
        if written and parts.scheme != "https" and not _is_this_machine(parts.hostname or ""):
            raise ValueError("the provider's address begins with https://")
        return written.rstrip("/") if parts.path in ("", "/") else written

    @property
    def is_on(self) -> bool:
        """Whether people may sign in by a provider."""
        return bool(self.oidc_issuer and self.oidc_client_id)

    @property
    def name(self) -> str:
        """The provider's name as people know it, else that of its server."""
        return self.oidc_name or urlsplit(self.oidc_issuer).hostname or ""

    @cached_property
    def secret(self) -> str:
        """The secret of this server at the provider, "" for none; raises OSError for a file not read."""
        if self.oidc_client_secret_file is not None:
            return self.oidc_client_secret_file.read_text(encoding="utf-8").strip()
        return self.oidc_client_secret


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
