"""A gap has its true reason: in the label of an area, in the legend, and as a sentence."""

from typing import Any

import pytest

from data_access.comparing.reasons import Reason
from ui.maps.area_marks import gaps_of
from ui.text.estimates import restated_note
from ui.text.figures import number_text
from ui.text.reasons import gap_text, reason_label, reason_sentence
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

EN = Words("en")
GAP: dict[Any, Any] = {"state": "not_computable", "value": None, "restated": ""}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_label_and_a_sentence(language: str, reason: Reason) -> None:
    words = Words(language)
    assert len(reason_label(reason, words)) < len(reason_sentence(reason, words)) + 5
    assert gap_text(GAP | {"reason": reason.value}, words) == reason_label(reason, words)


def test_that_something_cannot_be_restated_is_said_of_split_units_alone() -> None:
    said = {reason: restated_note(GAP | {"reason": reason.value}, EN) for reason in Reason}
    assert {reason for reason, text in said.items() if "annot be restated" in text} == {Reason.SPLIT_UNIT}
    assert number_text(GAP | {"reason": "no_counts"}, EN) == "Rates do not add up"
    assert number_text(GAP, EN) == "Not computable"


def test_the_legend_has_the_reason_that_all_its_areas_share_and_else_counts_each() -> None:
    rows = [GAP | {"reason": reason} for reason in ("no_counts", "no_counts", "part_missing")]
    (shared,) = gaps_of("nn", rows[:2], EN)
    assert (shared["label"], shared["count"]) == ("Rates do not add up", 2)
    (mixed,) = gaps_of("nnn", rows, EN)
    assert mixed["label"] == "Not computable"
    assert "Rates do not add up (2); An earlier unit has no figure (1)" in mixed["meaning"]
    (without,) = gaps_of("-", [None], EN)
    assert without["label"] == EN("state.missing")
