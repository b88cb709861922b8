"""How long sessions, invitations and tokens hold, read from the environment."""

from __future__ import annotations

from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AccountSettings(BaseSettings):
    """Settings of accounts; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    session_idle_minutes: int = Field(
        default=480, gt=0, description="After how many minutes without a request a session ends."
    )
    session_hours: int = Field(
        default=168, gt=0, description="After how many hours a session ends in any case."
    )
    invitation_hours: int = Field(
        default=72, gt=0, description="For how many hours an invitation is good that nobody has used."
    )


@cache
def account_settings() -> AccountSettings:
    """Return the settings, read once: each request of somebody who is signed in asks for them."""
    return AccountSettings()
