from data_access.store.frames import Row
from geo.classification import classify
from ui.maps.area_marks import mark_of
from ui.maps.map_facts import Painting

CLASSES = classify([1.0, 2.0, 4.0, 5.0], "equal_interval", count=2, decimals=1)


def row(value: float | None = None, low: float | None = None, high: float | None = None) -> Row:
    return {"state": "reported", "value": value, "value_min": low, "value_max": high}


def test_range_inside_one_class_has_its_colour() -> None:
    assert (
        mark_of(row(low=1.5, high=2.5), CLASSES, Painting()) == mark_of(row(2.0), CLASSES, Painting()) == "0"
    )


def test_range_over_two_classes_is_told_apart_from_no_data() -> None:
    assert mark_of(row(low=2.5, high=4.5), CLASSES, Painting()) == "r"
    assert mark_of(None, CLASSES, Painting()) == "-"
