"""No text can leave the place it is put into."""

import json
import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from geo.choropleth import script_literal
from ui.controls.notices import as_plain
from ui.maps.area_marks import ranks
from ui.text.tables import plain_table

VALUES = st.lists(st.one_of(st.none(), st.integers(-50, 50).map(float)), max_size=40)
TEXTS = st.text() | st.sampled_from(["</script><script>alert(1)</script>", "<!--", "\u2028", "&lt;", "'\"\\"])


@given(
    st.recursive(
        TEXTS | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)
    )
)
def test_no_text_breaks_out_of_a_script(value: object) -> None:
    literal = script_literal(value)
    assert not re.search("[<>&\u2028\u2029]", literal)
    assert json.loads(literal) == value


@given(TEXTS)
def test_no_text_becomes_an_element_of_a_table(text: str) -> None:
    table = plain_table(text, [text], [[text]])
    tags = set(re.findall(r"</?(\w*)", table))
    assert tags <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}


@given(st.text(st.characters(codec="utf-8")))
def test_every_sign_that_markdown_reads_is_taken_as_it_is(text: str) -> None:
    plain = as_plain(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>#$&:|~]", plain.replace("\\\\", ""))
    assert "\n" not in plain


@given(VALUES)
def test_rank_is_one_more_than_the_number_of_higher_values(values: list[float | None]) -> None:
    known = [value for value in values if value is not None]
    for value, rank in zip(values, ranks(values), strict=True):
        if value is None:
            assert rank == ""
            continue
        assert Decimal(rank.removesuffix("=")) == 1 + sum(other > value for other in known)
        assert rank.endswith("=") == (known.count(value) > 1)
