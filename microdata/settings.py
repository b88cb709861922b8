"""Where a register is counted, and with how much of the machine; read from the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from data_access.store.settings import StoreSettings

DUCKDB, SPARK = "duckdb", "spark"


class RegisterSettings(BaseSettings):
    """Settings of the register; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    microdata_engine: str = Field(default=DUCKDB, description="What counts a register: duckdb or spark.")
    microdata_spark: str = Field(
        default="local[*]",
        description="Spark only: where it runs: local[*], spark://host:port or sc://host:port.",
    )
    microdata_memory_mb: int = Field(
        default=4000, ge=200, description="DuckDB only: how much memory it takes before it uses the disk."
    )
    microdata_threads: int = Field(default=0, ge=0, description="DuckDB only: threads; 0: all cores.")

    @property
    def folder(self) -> Path:
        """The folder for what does not fit into memory, emptied by the engine itself."""
        return StoreSettings().var_dir / "microdata"
