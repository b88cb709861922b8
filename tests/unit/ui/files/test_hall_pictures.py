"""A finished picture of a slide: large letters that push nothing into anything else."""

import re

import pandas as pd

from ui.charts.series_charts import bar_chart
from ui.charts.share_charts import change_chart
from ui.files.hall_pictures import show_svg
from vocabulary.words import Words

WORDS = Words("vi")
SIZES = re.compile(r'font-size="([\d.]+)')


def rows(count: int) -> pd.DataFrame:
    texts = [f"{place} tỷ đồng" for place in range(count)]
    return pd.DataFrame({"label": texts, "value": range(count), "text": texts, "colour": "#0b5394"})


def test_all_letters_of_a_picture_have_one_size() -> None:
    svg = show_svg(bar_chart(rows(6), unit="tỷ đồng", words=WORDS))
    assert set(SIZES.findall(svg)) == {"17"}


def test_letters_grow_where_the_sentence_above_leaves_less_room() -> None:
    chart = bar_chart(rows(19), unit="tỷ đồng", words=WORDS)
    below, above = (min(map(float, SIZES.findall(show_svg(chart, text)))) for text in ("", "dài " * 60))
    assert below < above


def test_amounts_left_of_their_bars_do_not_reach_into_the_names() -> None:
    values = pd.DataFrame(
        {"label": ["Cao Bằng"], "value": [-1000.0], "text": ["−1.073 tỷ đồng"], "colour": "#b3261e"}
    )
    svg = show_svg(change_chart(values, words=WORDS))
    found = re.search(r"translate\((-?[\d.]+),[^>]*>−1.073 tỷ đồng", svg)
    assert found is not None
    assert float(found[1]) > 17 / 2 * len("−1.073 tỷ đồng")
