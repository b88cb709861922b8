"""What is kept for one reader of one edition is never given to another."""

import pandas as pd
import pytest

from data_access.door import PUBLIC, Reader
from ui.cached.editions import Edition
from ui.cached.shared_frames import shared_frame, shared_value

EDITION = Edition("published", 7, "content")
OTHERS = (
    EDITION._replace(reader=Reader("mai")),
    EDITION._replace(store="demo"),
    EDITION._replace(store="published@2024-01-02"),
    EDITION._replace(load=8),
    EDITION._replace(content="other"),
)


@shared_value(16)
def value_of(edition: Edition) -> list[Edition]:
    return [edition]


@shared_frame(16)
def frame_of(edition: Edition) -> pd.DataFrame:
    return pd.DataFrame(
        {"account": [edition.reader.account], "store": [edition.store], "load": [edition.load]}
    )


def test_edition_without_a_reader_is_the_publics() -> None:
    assert EDITION.reader == PUBLIC


@pytest.mark.parametrize("other", OTHERS, ids=repr)
def test_each_reader_and_edition_gets_what_was_made_for_it(other: Edition) -> None:
    for asked in (EDITION, other, EDITION, other):
        assert value_of(asked) == [asked]
        assert frame_of(asked).iloc[0].to_dict() == {
            "account": asked.reader.account,
            "store": asked.store,
            "load": asked.load,
        }
    assert value_of(EDITION) is not value_of(other)
