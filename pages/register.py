"""The register page: what was read of a register of households, what disagrees, what will be published."""

from ui.controls.current_visit import current_words
from ui.controls.notices import guarded
from ui.controls.page_frame import headline
from ui.data.register.agreement import agreement_section
from ui.data.register.choice import chosen_result, how_to_make_section
from ui.data.register.handing_in import handing_in_section
from ui.data.register.reading import reading_section
from ui.data.register.tables import published_section

words, _ = current_words()


def draw() -> None:
    """Draw the chosen result in the order in which an office looks at it."""
    shown = chosen_result(words)
    if shown is None:
        return
    reading_section(shown, words)
    agreement_section(shown, words)
    published_section(shown, words)
    handing_in_section(shown, words)
    how_to_make_section(words)


headline(words("page.register"))
guarded(draw, words)
