"""A copy of the shipped store where commands find it by their settings."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_access.store.opening import Store, open_store
from data_access.store.settings import ROOT, StoreSettings


@contextmanager
def store_of_commands(built_store: Path, folder: Path) -> Iterator[Store]:
    """Open the shipped store in a folder that the environment names; it is closed at the end."""
    shutil.copy(built_store, folder)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VAR_DIR", str(folder))
        environment.setenv("DATA_DIR", str(ROOT / "data"))
        environment.delenv("DATABASE_URL", raising=False)
        opened = open_store(StoreSettings())
        yield opened
        opened.engine.dispose()
