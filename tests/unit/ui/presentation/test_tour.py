import pytest

from ui.controls.site import SITE
from ui.presentation.tour import STEPS, Step
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_every_step_has_its_words_its_picture_and_a_page_in_each_language(step: Step) -> None:
    assert step.page in {page.key for page in SITE}
    for language in LANGUAGES:
        assert step.picture(language).read_bytes()[8:12] == b"WEBP"
        assert len(Words(language)(f"tour.{step.key}_text").split()) < 80
