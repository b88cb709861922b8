"""The frame around every page: language, navigation, and what to say when the store fails."""

from __future__ import annotations

import os
from collections.abc import Iterable
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access.store_codes import DEMONSTRATION, past_day
from ui.controls import address, notices
from ui.controls.code_notice import citation_notice
from ui.controls.current_visit import current_reader, current_store, current_visit, current_words, one_edition
from ui.controls.exhibit_codes import PATH_KEY
from ui.controls.identity import current_asker, is_anybody_known
from ui.controls.page_frame import tell_scripts
from ui.controls.place_links import search_box
from ui.controls.rights import may_read_figures, may_see_registers
from ui.controls.site import GROUPS, OF_OFFICES, SITE, SitePage
from ui.data.work.header import work_link
from ui.maps.choropleth import area_parameter
from ui.server.guard.closed_reading import SIGN_IN
from ui.server.guard.settings import GuardSettings
from ui.server.store_opening import wait_until_open
from ui.text.account_link import account_link
from ui.text.place_key import place_key
from vocabulary.catalogues import LANGUAGES
from vocabulary.vintages import NEW
from vocabulary.words import Words

STORY = Path(__file__).parents[1] / "story" / "elements.py"
STYLE = Path(__file__).parents[1] / "assets" / "shell.css"
LANGUAGE_KEY = "shell.language"
STORE_KEY = "shell.store"
SEARCH_WIDTH = 190
Listed = tuple[SitePage, st.Page]


def main() -> None:
    """Draw the frame and run the chosen page inside it."""
    words, bad_parameter = current_words()
    st.set_page_config(page_title=words("site.name"), page_icon="🗺️", layout="wide")
    st.html(STYLE)
    # The index page says the language of a cold visit; this says the one switched to since.
    tell_scripts("language", words.language)
    st.html(f"<a class='skip-link' href='#content'>{words('site.skip')}</a>")
    if _is_reading_closed(words):
        return
    pages = [(page, page.streamlit_page(words)) for page in (*SITE, *_pages_of_offices())]
    current = st.navigation([*(page for _, page in pages), *_pages_of_development()], position="hidden")
    st.set_page_config(page_title=f"{current.title} · {words('site.name')}")
    header = st.container(horizontal=True, vertical_alignment="center", key="header")
    search, places = _header(header, pages, current, words)
    store, bad_store = current_store()
    st.html("<div id='content' tabindex='-1'></div>")
    notices.bad_parameters([bad_parameter, bad_store], words)
    if store == DEMONSTRATION:
        st.html(f"<p class='simulated'>{words('simulated.banner')}</p>")
    _say_past(store, words)
    notices.guarded(lambda: _open_store(store, words), words)
    notices.guarded(lambda: _search(search), words)
    _account(places, current, words)
    st.session_state[PATH_KEY] = f"/{current.url_path}"
    notices.guarded(lambda: citation_notice(current_visit(), f"/{current.url_path}"), words)
    notices.guarded(current.run, words)


def _is_reading_closed(words: Words) -> bool:
    """Return whether reading is for accounts alone and nobody is signed in; then it is said, with the way in.

    A page that is open already goes on asking by its socket after its session has ended.
    """
    if GuardSettings().public_reading or may_read_figures(current_asker()):
        return False
    st.warning(notices.as_plain(words("reading.closed")))
    st.link_button(words("reading.sign_in"), f"{SIGN_IN}?lang={words.language}")
    return True


def _pages_of_offices() -> tuple[SitePage, ...]:
    """Return the pages of offices where they are for whoever asks: others do not have them by address either.

    Who sends nothing is asked for nowhere: most runs are those of visitors.
    """
    return OF_OFFICES if is_anybody_known() and may_see_registers(current_asker()) else ()


def _pages_of_development() -> list[st.Page]:
    """Return the story page where a setting asks for it."""
    return [st.Page(STORY, url_path="story")] if os.environ.get("STORY_PAGE") == "1" else []


def _header(
    header: DeltaGenerator, pages: list[Listed], current: st.Page, words: Words
) -> tuple[DeltaGenerator, tuple[DeltaGenerator, ...]]:
    """Draw the header; return the places of the search box and of the account, which need an open store.

    On a phone the account is among the contents.
    """
    with header:
        st.markdown(f"**{words('site.name')}**")
        with st.container(horizontal=True, key="header-links", width="content"):
            for site_page, page in pages:
                if site_page.in_header:
                    st.page_link(
                        page, label=_link_label(page, current), query_params=_carried(site_page.key, words)
                    )
        st.space("stretch")
        search = st.container(width=SEARCH_WIDTH)
        account = st.container(key="header-account", width="content")
        _language_switch(words)
        # Another key on each page: the list closes when a page is chosen from it.
        with st.popover(words("site.contents"), key=f"contents-{current.url_path}"):
            account_in_contents = st.container(key="contents-account")
            _contents(pages, current, words)
    return search, (account, account_in_contents)


def _contents(pages: list[Listed], current: st.Page, words: Words) -> None:
    """Draw the list of all pages by group, and the switch of the store under it."""
    for group in GROUPS:
        mine = [pair for pair in pages if pair[0].group == group]
        if mine:
            st.caption(words(f"site.group_{group}"))
        for site_page, page in mine:
            query = _carried(site_page.key, words)
            st.page_link(page, label=_link_label(page, current), query_params=query)
    _store_switch(words)


def _say_past(store: str, words: Words) -> None:
    """Say on every page that it shows a past day, with the way back to today."""
    day = past_day(store)
    if day is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="past"):
        st.html(f"<p class='past'>{escape(words('asof.banner', day=words.date(day.isoformat())))}</p>")
        st.button(words("asof.today"), on_click=address.write, args=({"asof": None},), key="past.today")


def _search(place: DeltaGenerator) -> None:
    with place:
        search_box(current_visit())


def _account(places: Iterable[DeltaGenerator], current: st.Page, words: Words) -> None:
    """Draw who is signed in, or the way to sign in; nothing where the store has no accounts."""
    asks = current_asker()
    if not asks.has_accounts:
        return
    name = asks.account.name if asks.account else ""
    link = account_link(name, f"/{current.url_path}", st.query_params.to_dict(), words)
    for place in places:
        place.html(link + work_link(asks, words))


def _link_label(page: st.Page, current: st.Page) -> str:
    return f"**{page.title}**" if page.url_path == current.url_path else page.title


def _carried(page: str, words: Words) -> dict[str, str]:
    """Return what a link to a page takes along; the map, which marks an area, is given the place as one."""
    along = address.carried() | {"lang": words.language}
    place = place_key(along.get("place", ""))
    if page == "map" and place is not None and place.level == "province" and "area" not in along:
        look = "today" if place.vintage == NEW else "reported"
        along |= {"area": area_parameter(place.vintage, place.code), "look": look, "level": "province"}
    return along


def _language_switch(words: Words) -> None:
    st.session_state[LANGUAGE_KEY] = words.language
    st.segmented_control(
        words("site.language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=LANGUAGE_KEY,
        on_change=_switch_language,
        label_visibility="collapsed",
        required=True,
    )


def _switch_language() -> None:
    address.write({"lang": st.session_state[LANGUAGE_KEY]})


def _store_switch(words: Words) -> None:
    store, _ = current_store()
    st.session_state[STORE_KEY] = store == DEMONSTRATION
    st.toggle(words("site.demonstration"), key=STORE_KEY, on_change=_switch_store)


def _switch_store() -> None:
    """Change the store; codes of a place or year may mean nothing in the other one and are dropped."""
    store = DEMONSTRATION if st.session_state[STORE_KEY] else None
    address.write({"store": store, "area": None, "within": None, "year": None, "asof": None})


def _open_store(store: str, words: Words) -> None:
    """Open the store; who comes before it is built sees the line move, whoever began to build it."""
    line = st.empty()

    def draw(fraction: float, step: str) -> None:
        line.progress(fraction, words(f"building.{step}"))

    try:
        wait_until_open(current_reader(), store, draw)
    finally:
        line.empty()


with one_edition():
    main()
