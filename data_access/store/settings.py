"""Where the store is and what it is built from, read from the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL
from sqlalchemy.exc import ArgumentError

from data_access.store.addresses import url_of
from data_access.store.errors import StoreUnreachable

ROOT = Path(__file__).resolve().parents[2]
FILE_NAME = "published.sqlite"
DEMONSTRATION_FILE_NAME = "demonstration.sqlite"
DRIVERS = {"sqlite": "sqlite", "postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class StoreSettings(BaseSettings):
    """Settings of one store; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field(
        default="",
        description="postgresql://user:password@host/name or sqlite:///path; empty: a file in VAR_DIR.",
        repr=False,
    )
    migration_database_url: str = Field(
        default="",
        description="PostgreSQL only: DATABASE_URL with the role that owns the tables, to build and renew.",
        repr=False,
    )
    read_database_url: str = Field(
        default="",
        description="PostgreSQL only: a hot standby of DATABASE_URL, by which published figures are read.",
        repr=False,
    )
    demonstration_database_url: str = Field(
        default="",
        description="As DATABASE_URL, for the invented figures of the demonstration store.",
        repr=False,
    )
    var_dir: Path = Field(
        default=ROOT / "var",
        description="The folder for what the program writes; the stores are SQLite files in it.",
    )
    data_dir: Path = Field(
        default=ROOT / "data",
        description="The folder of embedded data that the store is built from.",
    )
    build_at_start: bool = Field(
        default=True,
        description="Whether the program builds and renews the store itself; 0: `data_access migrate` alone.",
    )
    approval: bool = Field(
        default=False,
        description="Whether a second person has to approve a file before it is published.",
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
        return self._address(self.database_url, "DATABASE_URL", FILE_NAME)

    def migration_url(self) -> URL | None:
        """The database's address as the owner of its tables; None where the program's own role is that.

        Raises ``StoreUnreachable`` (reason ``bad_address``) for any other kind of database.
        """
        if not self.migration_database_url:
            return None
        return self._address(self.migration_database_url, "MIGRATION_DATABASE_URL", FILE_NAME)

    def read_url(self) -> URL | None:
        """The address of the hot standby; None where there is none.

        Raises ``StoreUnreachable`` (reason ``bad_address``) where it or the store is no PostgreSQL.
        """
        if not self.read_database_url:
            return None
        url = self._address(self.read_database_url, "READ_DATABASE_URL", FILE_NAME)
        if {url.get_backend_name(), self.url().get_backend_name()} != {"postgresql"}:
            raise StoreUnreachable(location="READ_DATABASE_URL", reason="bad_address")
        return url

    def demonstration_url(self) -> URL:
        """The address of the demonstration store's database, which is never the published one's.

        Raises ``StoreUnreachable`` (reason ``bad_address``) for any other kind of database, and
        where both stores would be the same.
        """
        name = "DEMONSTRATION_DATABASE_URL"
        url = self._address(self.demonstration_database_url, name, DEMONSTRATION_FILE_NAME)
        if url == self.url() or (url.get_backend_name() == "sqlite" and _file(url) == _file(self.url())):
            raise StoreUnreachable(location=name, reason="bad_address")
        return url

    def _address(self, written: str, name: str, file_name: str) -> URL:
        if not written:
            return URL.create("sqlite", database=str(self.var_dir.absolute() / file_name))
        try:
            url = url_of(written)
        except ArgumentError:
            raise StoreUnreachable(location=name, reason="bad_address") from None
        family = url.drivername.partition("+")[0]
        if family not in DRIVERS or (family == "sqlite" and url.database in (None, "", ":memory:")):
            raise StoreUnreachable(location=name, reason="bad_address")
        return url.set(drivername=DRIVERS[family])


def _file(url: URL) -> Path:
    return Path(url.database or "").resolve()
