"""Where the store is and what it is built from, read from the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from data_access.errors import StoreUnreachable

ROOT = Path(__file__).resolve().parent.parent
DRIVERS = {"sqlite": "sqlite", "postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class StoreSettings(BaseSettings):
    """Settings of one store; each may be given in the environment under the name shown."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    database_url: str = Field(
        default="",
        validation_alias="DATABASE_URL",
        description="postgresql://user:password@host/name or sqlite:///path; empty: var/published.sqlite.",
        repr=False,
    )
    data_dir: Path = Field(
        default=ROOT / "data",
        validation_alias="DATA_DIR",
        description="The folder of embedded data that the store is built from.",
    )
    query_timeout_seconds: int = Field(
        default=30,
        ge=1,
        validation_alias="QUERY_TIMEOUT_SECONDS",
        description="PostgreSQL only: after how many seconds a query is given up.",
    )

    def url(self) -> URL:
        """The database's address with the driver that is installed.

        Raises ``StoreUnreachable`` (reason ``bad_address``) for any other kind of database.
        """
        if not self.database_url:
            return URL.create("sqlite", database=str(ROOT / "var" / "published.sqlite"))
        try:
            url = make_url(self.database_url)
        except ArgumentError:
            raise StoreUnreachable(location="DATABASE_URL", reason="bad_address") from None
        family = url.drivername.partition("+")[0]
        if family not in DRIVERS or (family == "sqlite" and url.database in (None, "", ":memory:")):
            raise StoreUnreachable(location="DATABASE_URL", reason="bad_address")
        return url.set(drivername=DRIVERS[family])
