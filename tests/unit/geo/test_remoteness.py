import pytest

from geo.layers import UnknownLayer
from geo.remoteness import CITIES, kilometres_to_city


@pytest.mark.parametrize(("vintage", "count"), [("v2008", 63), ("v2025", 34)])
def test_a_city_is_at_no_distance_and_the_far_north_west_is_far(vintage: str, count: int) -> None:
    found = kilometres_to_city("province", vintage)
    assert len(found) == count
    assert {found[code] for code in CITIES[vintage]} == {1}
    # Điện Biên lies some 300 km west of Hà Nội.
    assert 250 < found["11"] < 350


def test_districts_and_communes_have_a_distance_and_what_is_not_drawn_has_none() -> None:
    assert min(kilometres_to_city("commune", "v2025").values()) >= 1
    assert len(kilometres_to_city("district", "v2008")) == 696
    with pytest.raises(UnknownLayer):
        kilometres_to_city("commune", "v2008")
