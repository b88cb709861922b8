"""The fingerprint of an invented country, for the test that another process invents the same."""

import hashlib
from collections.abc import Iterable

from data_access.demonstration.generation import Block


def content_digest(blocks: Iterable[Block]) -> str:
    """The fingerprint of figures: the same seed and data give the same."""
    digest = hashlib.sha256()
    for block in blocks:
        digest.update(f"{block.indicator} {block.year} {block.decimals}\n".encode())
        digest.update(block.area_ids.astype("<i8").tobytes())
        digest.update(block.values.astype("<f8").tobytes())
    return digest.hexdigest()
