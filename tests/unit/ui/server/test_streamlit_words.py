from pathlib import Path

import streamlit

from ui.server.streamlit_words import KEYS, words_script
from vocabulary.words import Words

SCRIPTS = Path(streamlit.__file__).with_name("static") / "static" / "js"
# Put together by Streamlit from parts, so that no script holds them whole.
PARTS = ("The page that you have requested does not seem to exist", ". Running the app's main page.")
COMPOSED = {
    "".join(PARTS),
    "Browse files",
    "Copy to clipboard",
    "Drag and drop file here",
    "Press Enter to apply",
}


def test_words_that_are_replaced_are_words_that_streamlit_says() -> None:
    scripts = [path for path in SCRIPTS.glob("*.js") if path.stat().st_size < 700_000]
    assert scripts
    program = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in scripts)
    assert [word for word in KEYS if word not in COMPOSED and word not in program] == []
    assert all(part in program for part in PARTS)


def test_script_has_every_pair_of_words() -> None:
    script = words_script()
    assert '["No results","Không tìm thấy"]' in script
    assert "__" not in script


def test_every_word_has_a_translation_that_differs_from_the_english() -> None:
    for key in set(KEYS.values()):
        assert Words("vi")(f"streamlit.{key}") != Words("en")(f"streamlit.{key}")
