"""Words that readers did not understand stay out of the catalogues, and every text is written alike."""

import re

import pytest

from vocabulary.catalogues import LANGUAGES, texts

# What stood there once, or would be the same kind of word, and what stands in its place.
NOT_AGAIN = {
    "vi": {
        "Cách nhìn": "Địa giới",
        "chưa thể nói": "chưa đủ cơ sở đánh giá",
        "Bị bỏ lại phía sau": "có tỷ lệ từ hai lần bình quân cả nước",
        "Nếu chia lại": "Mô phỏng phân bổ lại",
        "thử chia": "mô phỏng",
        "Lập từ": "Hợp nhất từ, Hình thành từ",
        "Tiền đi đâu": "Nguồn vốn được phân bổ thế nào",
        "Vốn đi đâu": "Phân bổ vốn",
        "Ai được bao nhiêu": "Các khoản vốn",
        "Đường đến chỉ tiêu": "Tiến độ thực hiện chỉ tiêu",
        "Số đo cách khác": "Số liệu đo theo cách khác",
        "để riêng": "tách riêng",
        "như thể": "như khi",
        "góc nhìn": "hình",
        "đi đúng nhịp": "đúng tiến độ",
        "chuyển nguồn": "vốn kéo dài",
        "«": "“",
        "»": "”",
    },
    "en": {
        "Way to look": "Boundaries",
        "Take away": "Download",
        "Told by": "Measured by",
        "Passages": "Movements",
        "up to more than": "reach more than",
        "cannot be said": "cannot be assessed",
        "Left behind": "At least twice the national rate",
        "the survey can see": "the survey can detect",
        "held against": "compared with",
        "reckoned": "calculated",
        "anew": "again",
        "mend": "correct",
        "parted": "split",
        "Who answers for it": "Responsible body",
        "what there was to spend": "available money",
        "time gone by": "time elapsed",
        "'": "’",
        '"': "“ ”",
    },
}
# A program is named as it is typed, and a value as a file has it.
TYPED = {"finding.choice_not_marked", "misfit.sum"}


def forms(language: str) -> list[tuple[str, str]]:
    """Return every text of a language with its key, each plural form by itself."""
    return [
        (key, form)
        for key, text in texts(language).items()
        for form in (text if isinstance(text, tuple) else (text,))
        if key not in TYPED
    ]


@pytest.mark.parametrize(
    ("language", "words"), [(language, words) for language, table in NOT_AGAIN.items() for words in table]
)
def test_a_word_that_was_replaced_is_nowhere(language: str, words: str) -> None:
    edge = r"\b" if words[0].isalpha() and language == "en" else ""
    wanted = re.compile(edge + re.escape(words), flags=re.IGNORECASE)
    # What stands in braces is a name in code, which nobody reads.
    said = [(key, re.sub(r"\{\w+\}", "{}", form)) for key, form in forms(language)]
    assert [key for key, form in said if wanted.search(form)] == []


def test_the_tables_are_of_every_language() -> None:
    assert set(NOT_AGAIN) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_open_and_close(language: str) -> None:
    assert [key for key, form in forms(language) if form.count("“") != form.count("”")] == []


def test_the_choice_of_boundaries_and_of_contents_have_the_names_that_officers_use() -> None:
    vi, en = texts("vi"), texts("en")
    assert (vi["look.title"], en["look.title"]) == ("Địa giới", "Boundaries")
    assert {vi[key] for key in ("explore.part", "funding.section", "data.sections")} == {"Nội dung"}


def test_a_number_of_things_has_a_singular_in_english() -> None:
    """A text that begins with a number of things, of which there may be one."""
    things = "areas|places|files|rows|lines|targets|models|sources|days"
    noun = re.compile(rf"(?:^|[.:] )\{{count\}} (?:more )?({things})\b")
    assert [key for key, text in texts("en").items() if isinstance(text, str) and noun.search(text)] == []
