"""The pack of Phú Thọ with few places: quick to make, and each kind of place is in it."""

from pathlib import Path

import pytest

from data_access.door import PUBLIC
from data_access.store_codes import PUBLISHED
from exports.pack import making
from exports.pack.extent import Shelf
from exports.pack.making import MadePack, PackRequest, make_pack
from ui.text.place_key import PlaceKey

PHU_THO = PlaceKey("v2025", "province", "25")
HOA_BINH = PlaceKey("v2008", "province", "17")
LAC_SON = PlaceKey("v2008", "district", "157")
WARD = PlaceKey("v2025", "commune", "07942")
SHELVES = [
    Shelf("wide", (PHU_THO, HOA_BINH)),
    Shelf("v2025-25", (WARD,)),
    Shelf("v2008-17", (LAC_SON,)),
]


def small_pack(out: Path, languages: tuple[str, ...]) -> MadePack:
    """Make the pack in a folder."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(making, "shelves", lambda visit, place: SHELVES)
        request = PackRequest("phu tho", PUBLIC, PUBLISHED, languages, "http://localhost:8501")
        return make_pack(request, out, lambda share, step: None)
