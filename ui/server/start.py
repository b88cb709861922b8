"""The first start: the store is built with a progress line in the terminal."""

from __future__ import annotations

import gc
import logging
import os
import sys

from streamlit import config
from streamlit.web.server.server_util import get_display_address

from data_access import citation_register, door
from data_access.citation_room import citation_room
from data_access.door import PUBLIC
from data_access.keeping.changing_key import changing_key
from data_access.log_form import JSON
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.text.failures import failure_sentence
from geo.outlines import outlines
from ui.controls.identity import asker
from ui.maps.kept_documents import compressed_document
from ui.server.first_picture import first_picture
from ui.server.guard.settings import GuardSettings
from ui.server.page_imports import import_what_pages_import
from ui.server.process.preparing import preparing
from ui.server.process.settings import ProcessSettings
from ui.text.account_link import SIGN_IN
from vocabulary.catalogues import DEFAULT_LANGUAGE, LANGUAGES
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

BAR_LENGTH = 24
# Another process may be writing a younger one.
UNFINISHED_SECONDS = 3600.0
# So many new objects start a collection of the young; after so many of those come the older generations.
NEW_OBJECTS, GENERATIONS = 10_000, (20, 20)
# A thread that computes lets others go on after so long; by default ten times that, and the event loop needs
# its turn after every piece that it unfolds, compresses or sends.
SWITCH_SECONDS = 0.0005

logger = logging.getLogger(__name__)


def build_store_with_progress_line() -> None:
    """Open the store, drawing a line while it is built; a failure is logged, the pages explain it."""
    is_terminal = _is_for_a_person()
    try:
        door.opened(PUBLIC, PUBLISHED, progress=_draw_line if is_terminal else None)
    except StoreError as error:
        sentence = failure_sentence(error, Words(DEFAULT_LANGUAGE))
        if is_terminal:
            logger.exception("the store could not be opened")
            sys.stderr.write(f"\n{sentence}\n")
        else:
            logger.exception("the store could not be opened: %s", sentence)


def _is_for_a_person() -> bool:
    """Whether standard error is read by a person, who is shown more than lines of the log."""
    return GuardSettings().log_format != JSON


def tell_key() -> None:
    """Write the address by which figures may be changed to the terminal, and to no log; to sign in, if so.

    Where standard error is a log for programs nothing is written: the key is in a file of ``VAR_DIR``.
    """
    settings, words = ProcessSettings(), Words(DEFAULT_LANGUAGE)
    if not _is_for_a_person() or not settings.key_at_start:
        return
    site = settings.site_address.rstrip("/") or _own_site()
    if asker({}, {}).has_accounts:
        told = words("accounts.told", url=f"{site}{SIGN_IN}")
    else:
        told = words("key.told", url=f"{site}/data?key={changing_key(StoreSettings().var_dir)}")
    sys.stderr.write(f"\n{told}\n\n")
    sys.stderr.flush()


def _own_site() -> str:
    """Return the address at which this process listens."""
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    host = get_display_address(config.get_option("server.address") or "localhost")
    return f"{scheme}://{host}:{config.get_option('server.port')}"


def prepare_visits() -> None:
    """Make what the first visitor of each language will ask for, so that they wait no longer than others.

    What an earlier run left half-written among the printed codes is swept away first, and they are held to
    their room. The process is ready at the end, also where something could not be made.
    """
    # What is made here stays: looking for garbage meanwhile would take as long as making it.
    gc.disable()
    try:
        citation_register.sweep_unfinished(UNFINISHED_SECONDS)
        citation_room().make_room()
        import_what_pages_import()
        _draw_first_pictures()
    finally:
        spare_what_stays()
        preparing.end()


def spare_what_stays() -> None:
    """Let the collection of garbage pass over all that is there by now, most of it modules, and come seldom.

    It goes through every object else each few hundred new ones, and those who wait for a page wait longer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *GENERATIONS)
    gc.enable()


def take_short_turns() -> None:
    """Let the event loop have its turn soon while scripts of pages compute in other threads."""
    sys.setswitchinterval(SWITCH_SECONDS)


def _draw_first_pictures() -> None:
    # A kept document is of outlines that this process has not read yet.
    for vintage in (OLD, NEW):
        outlines("province", vintage)
    for language in LANGUAGES:
        for path in ("/map", "/"):
            try:
                first = first_picture(path, {"lang": language})
                if first is not None:
                    compressed_document(first.edition, first.map_request.document, first.picture)
            except StoreError:
                return


def _draw_line(fraction: float, step: str) -> None:
    words = Words(DEFAULT_LANGUAGE)
    done = round(fraction * BAR_LENGTH)
    bar = "█" * done + "░" * (BAR_LENGTH - done)
    end = "\n" if fraction >= 1 else ""
    sys.stderr.write(f"\r{bar} {fraction:4.0%} {words(f'building.{step}'):<40}{end}")
    sys.stderr.flush()


def server_settings_in_environment() -> dict[str, int | str]:
    """Return the server settings that Streamlit reads from the environment only under its own command.

    uvicorn is told to believe no proxy: whom to believe is decided once, by ``guard.peer``.
    """
    os.environ["FORWARDED_ALLOW_IPS"] = ""
    port, address = os.environ.get("STREAMLIT_SERVER_PORT"), os.environ.get("STREAMLIT_SERVER_ADDRESS")
    settings: dict[str, int | str] = {}
    if port:
        settings["server.port"] = int(port)
    if address:
        settings["server.address"] = address
    return settings
