"""The checks of the quality page can be presented, and hide small cells in their files too."""

import pandas as pd

from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.presentation.slide_contents import slide_content
from ui.presentation.slide_labels import slide_label
from ui.quality.exhibit import without_small_cells
from ui.quality.presented import quality_exhibits
from vocabulary.words import Words


def test_every_check_is_a_slide_of_its_first_rows_with_its_source(edition: Edition) -> None:
    visit = Visit(Words("vi"), edition)
    made = {key: make() for key, make in quality_exhibits(visit, {}).items()}
    assert {"completeness", "rules", "timeliness", "review_years", "sources"} <= made.keys()
    for key, exhibit in made.items():
        slide = Slide("", "quality", {"part": key})
        assert exhibit is not None
        content = slide_content(visit, slide)
        assert content["title"] == exhibit.title
        assert exhibit.title in slide_label(slide, visit)
        if exhibit.is_drawn:
            assert content["kind"] == "table"
            assert content["source"].startswith("Nguồn: kiểm tra trên kho số liệu này")
        else:
            assert content["sentence"] == exhibit.silence != ""
    assert made["completeness"] is not None
    assert made["completeness"].is_drawn


def test_a_small_cell_is_hidden_in_the_file_of_a_check() -> None:
    found = pd.DataFrame({"code": ["01", "02"], "said": [2.0, 50.0], "expected": [3.0, 60.0]})
    kept = without_small_cells(found.assign(hidden=[True, False]))
    assert kept["said"].isna().tolist() == [True, False]
    assert kept["expected"].isna().tolist() == [True, False]
    assert without_small_cells(found).equals(found)
