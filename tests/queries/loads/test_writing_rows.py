"""What PostgreSQL is spared while many rows are written, and who may say so."""

from uuid import uuid4

import pytest
from sqlalchemy import URL, text

from data_access.loads.writing_rows import references_checked_once
from data_access.store.engines import writing_engine

ASKS_EACH_ROW = "SHOW session_replication_role"


@pytest.mark.parametrize(("is_plain", "meanwhile"), [(False, "replica"), (True, "origin")])
def test_references_are_left_for_the_block_alone_and_by_a_role_that_may(
    postgresql_url: URL, is_plain: bool, meanwhile: str
) -> None:
    engine, role = writing_engine(postgresql_url), f"plain_{uuid4().hex}"
    with engine.connect() as connection:
        if is_plain:
            connection.execute(text(f"CREATE ROLE {role}"))
            connection.execute(text(f"SET LOCAL ROLE {role}"))
        with references_checked_once(connection):
            assert connection.scalar(text(ASKS_EACH_ROW)) == meanwhile
        assert connection.scalar(text(ASKS_EACH_ROW)) == "origin"
        connection.rollback()
    engine.dispose()
