import pytest

from ui.controls.choices import distinct_labels
from ui.controls.notices import as_plain
from ui.maps.choropleth import Chosen, chosen_in, handle_in
from ui.text.parameters import LONGEST_SHOWN, BadParameter


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("abc", "abc"),
        ("x" * LONGEST_SHOWN, "x" * LONGEST_SHOWN),
        ("x" * (LONGEST_SHOWN + 1), "x" * LONGEST_SHOWN + "…"),
        ("a\0b\nc\u202ed", "a�b�c�d"),
    ],
)
def test_what_did_not_fit_is_shortened_and_made_printable(value: str, shown: str) -> None:
    assert BadParameter.of("year", value).value == shown


def drawing(**properties: object) -> dict[str, object]:
    return {"last_active_drawing": {"type": "Feature", "geometry": None, "properties": properties}}


def test_choice_in_the_picture_is_understood() -> None:
    returned = drawing(code="02", vintage="v2008", year=2016, event=3)
    assert chosen_in(returned) == Chosen(area="02", vintage="v2008", year=2016, event=3)


@pytest.mark.parametrize(
    ("sent", "share"), [(40, 40), (0, 0), (101, None), (-1, None), ("40", None), (True, None)]
)
def test_place_of_the_handle_is_a_percent_of_the_width(sent: object, share: int | None) -> None:
    chosen = chosen_in(drawing(code=None, vintage="v2025", year=2022, event=1, share=sent))
    assert chosen is not None
    assert chosen.share == share


@pytest.mark.parametrize(
    ("value", "percent"), [("0", 0), ("100", 100), ("", None), ("101", None), ("4.5", None), ("x", None)]
)
def test_place_of_the_handle_in_an_address(value: str, percent: int | None) -> None:
    found, bad = handle_in({"handle": value})
    assert found == percent
    assert (bad is None) == (percent is not None or value == "")


@pytest.mark.parametrize(
    "returned",
    [
        None,
        "text",
        {},
        {"last_active_drawing": None},
        {"last_active_drawing": {"properties": ["02"]}},
        drawing(code="02", vintage="v2008", year="2016", event=3),
        drawing(code=2, vintage="v2008", year=2016, event=3),
        drawing(code="02", vintage="v2008", year=2016),
    ],
)
def test_what_no_picture_sends_is_no_choice(returned: object) -> None:
    assert chosen_in(returned) is None


def test_names_that_are_alike_are_told_apart_by_their_codes() -> None:
    names = {"448": "Kỳ Anh", "449": "Kỳ Anh", "436": "Hà Tĩnh"}
    assert distinct_labels(names) == {"448": "Kỳ Anh (448)", "449": "Kỳ Anh (449)", "436": "Hà Tĩnh"}


def test_plain_text_has_nothing_that_markdown_reads() -> None:
    assert as_plain("**a** <b> &lt; [x](y)") == r"\*\*a\*\* \<b\> \&lt; \[x\]\(y\)"
    assert as_plain("    code\n\n===\n") == "code ==="
