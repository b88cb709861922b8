"""A page whose database is lost while it is drawn is drawn once more, where a standby can be read."""

import pytest
from streamlit.testing.v1 import AppTest

from ui.controls import notices


def page() -> None:
    import streamlit as st

    from data_access.store.errors import StoreUnreachable
    from ui.controls.notices import guarded
    from vocabulary.words import Words

    def action() -> None:
        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        if st.session_state["runs"] <= st.session_state["failing"]:
            raise StoreUnreachable(location="here", reason="not_connected")
        st.text("figures")

    guarded(action, Words("en"))


@pytest.mark.parametrize(
    ("is_read_only", "failing", "runs", "errors"), [(True, 1, 2, 0), (True, 9, 2, 1), (False, 1, 1, 1)]
)
def test_page_is_drawn_once_more_by_the_standby(
    monkeypatch: pytest.MonkeyPatch, is_read_only: bool, failing: int, runs: int, errors: int
) -> None:
    monkeypatch.setattr(notices, "read_only_sentence", lambda _words: "lost" if is_read_only else "")
    shown = AppTest.from_function(page)
    shown.session_state["failing"] = failing
    shown.run()
    assert not shown.exception
    assert (shown.session_state["runs"], len(shown.error)) == (runs, errors)
    assert [text.value for text in shown.text] == ["figures"] * (errors == 0)
