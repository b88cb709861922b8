"""Where the store is and what it is built from, read from the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from data_access.errors import StoreUnreachable

ROOT = Path(__file__).resolve().parent.parent
FILE_NAME = "published.sqlite"
DRIVERS = {"sqlite": "sqlite", "postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class StoreSettings(BaseSettings):
    """Settings of one store; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field(
        default="",
        description="postgresql://user:password@host/name or sqlite:///path; empty: a file in VAR_DIR.",
        repr=False,
    )
    var_dir: Path = Field(
        default=ROOT / "var",
        description="The folder for what the program writes; the store is published.sqlite in it.",
    )
    data_dir: Path = Field(
        default=ROOT / "data",
        description="The folder of embedded data that the store is built from.",
    )
    query_timeout_seconds: float = Field(
        default=30,
        gt=0,
        description="PostgreSQL only: after how many seconds a query is given up.",
    )

    def url(self) -> URL:
        """The database's address with the driver that is installed.

        Raises ``StoreUnreachable`` (reason ``bad_address``) for any other kind of database.
        """
        if not self.database_url:
            return URL.create("sqlite", database=str(self.var_dir.absolute() / FILE_NAME))
        try:
            url = make_url(self.database_url)
        except ArgumentError:
            raise StoreUnreachable(location="DATABASE_URL", reason="bad_address") from None
        family = url.drivername.partition("+")[0]
        if family not in DRIVERS or (family == "sqlite" and url.database in (None, "", ":memory:")):
            raise StoreUnreachable(location="DATABASE_URL", reason="bad_address")
        return url.set(drivername=DRIVERS[family])
