"""The log of feedback on the data page, and its counts on the page of quality."""

import pytest

from data_access import door
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION
from data_access.acting import Actor, acting
from data_access.days import today
from data_access.door import PUBLIC
from data_access.feedback.entering import Said, enter
from data_access.feedback.reading import feedback_list
from data_access.office_work.places import Place
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.pages.conftest import OpenPage
from tests.pages.data_page.test_work_section import TUYEN_QUANG, settings, signed_in
from tests.pages.test_pages import OF_LANGUAGES, plain, said
from vocabulary.words import Words

__all__ = ["settings"]
SAID = "Một hộ ở thôn Nà Ngần chưa nhận tiền hỗ trợ nhà ở."


def entered(settings: StoreSettings, place: Place) -> int:
    with acting(Actor(account="mai.lo")):
        return enter(settings, Said("support", "citizen", place, place, today(), SAID), "Mai", today())


@OF_LANGUAGES
def test_officer_enters_what_was_said_without_a_name_and_answers_it(
    settings: StoreSettings, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    words = Words(language)
    signed_in(settings, monkeypatch, Grant("officer", *TUYEN_QUANG))
    page = open_page("data", lang=language, section="feedback")
    assert not page.exception
    assert words("feedback.none") in plain(said(page))
    save = next(button for button in page.button if button.label == words("feedback.send"))
    page.text_area(key="feedback.said").set_value("Hộ ông Lò Văn Páo chưa nhận tiền")
    save.click().run()
    assert "Lò Văn Páo" in plain(page.error[0].value)
    page.text_area(key="feedback.said").set_value(SAID)
    next(button for button in page.button if button.label == words("feedback.send")).click().run()
    assert page.success[0].value == words("feedback.done_enter").replace(".", "\\.")
    assert SAID in plain(said(page))
    page.text_area(key="feedback.answer.1").set_value("Đã chuyển tiền.")
    page.button(key="feedback.send.1").click().run()
    assert "Đã chuyển tiền." in plain(said(page))
    quality = open_page("quality", lang=language)
    told = "".join(element.proto.body for element in quality.get("html"))
    assert words("feedback.kind_list") in told
    assert SAID not in told + plain(said(quality))


def test_texts_are_for_the_offices_concerned(
    settings: StoreSettings, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(settings, monkeypatch, Grant("officer", *TUYEN_QUANG))
    entered(settings, Place(*TUYEN_QUANG))
    words = Words("vi")
    assert SAID in plain(said(open_page("data", section="feedback")))
    for grant in (Grant("officer", "v2025", "province", "04"), Grant("reader", *NATION)):
        signed_in(settings, monkeypatch, grant, login=grant.role + grant.code)
        page = open_page("data", section="feedback")
        assert SAID not in plain(said(page))
    assert words("feedback.closed") in plain(said(page))


def test_filters_are_in_the_address_and_what_names_nothing_there_is_said(
    settings: StoreSettings, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(settings, monkeypatch, Grant("officer", *TUYEN_QUANG))
    entered(settings, Place(*TUYEN_QUANG))
    words, place = Words("vi"), ".".join(TUYEN_QUANG)
    shown = {"feedback_state": "open", "feedback_kind": "support", "feedback_place": place}
    page = open_page("data", section="feedback", **shown)
    assert SAID in plain(said(page))
    assert {name: page.selectbox(key=f"choice.{name}").value for name in shown} == shown
    page.selectbox(key="choice.feedback_state").select("answered").run()
    assert page.query_params["feedback_state"] == "answered"
    assert words("feedback.none") in plain(said(page))
    wrong = open_page("data", section="feedback", **dict.fromkeys(shown, "nothing"))
    told = [plain(warning.value) for warning in wrong.warning]
    assert told == [words(f"misfit.{name}", value="nothing") for name in shown]
    assert SAID in plain(said(wrong))


def test_button_pressed_by_somebody_whose_right_has_ended_writes_nothing(
    settings: StoreSettings, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(settings, monkeypatch, Grant("officer", *TUYEN_QUANG))
    page = open_page("data", section="feedback")
    page.text_area(key="feedback.said").set_value(SAID)
    signed_in(settings, monkeypatch, Grant("reader", *NATION), login="reader")
    words = Words("vi")
    next(button for button in page.button if button.label == words("feedback.send")).click().run()
    with door.session(PUBLIC, PUBLISHED) as session:
        assert feedback_list(session, None, today()).empty
