"""What a worker process does: each task writes a file into the folder of its job.

Whatever draws, typesets and packs is imported when it is first needed: the server, which only names these
functions, does without it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from data_access import citation_register, door
from data_access.door import PUBLIC, Reader
from data_access.store_codes import PUBLISHED, store_in
from exports.jobs.work import CODES, FILE, Made, Outcome, Progress
from ui.server.route_failures import FAILURES, Failure, failure_of
from ui.text.place_key import NATION
from vocabulary.catalogues import LANGUAGES, language_in
from vocabulary.words import Words

if TYPE_CHECKING:
    from exports.maps.files import MadeFile

Query = Mapping[str, str]
Maker = Callable[[Reader, Query, str], "MadeFile"]
# What makes each kind of file: a module and its table of formats.
MAKERS = {
    "map": ("exports.maps.files", "MAP_FORMATS"),
    "brief": ("exports.places.files", "BRIEF_FORMATS"),
    "briefs": ("exports.places.files", "BRIEFS_FORMATS"),
    "chart": ("exports.places.files", "CHART_FORMATS"),
    "exhibit": ("exports.exhibits.files", "EXHIBIT_FORMATS"),
    "slides": ("exports.slides.deck", "SLIDES_FORMATS"),
}
# The sentence for what there is not.
UNKNOWN = "take_away.unknown"
OF_NATION = {"place": str(NATION)}
# One of each way to draw.
DRAWN_FIRST: tuple[tuple[str, str, Query], ...] = (
    *(("map", "pdf", OF_NATION), ("map", "png", OF_NATION), ("brief", "pdf", OF_NATION)),
    ("exhibit", "html", {"page": "explore", "exhibit": "regions", "view": "regions"}),
)
REFUSED = 422


def maker_of(name: str, kind: str) -> Maker | None:
    """Return what makes a file of some name and kind, None when nothing does."""
    if name not in MAKERS:
        return None
    module, table = MAKERS[name]
    found: Maker | None = getattr(import_module(module), table).get(kind)
    return found


def warm_up(_progress: Progress) -> None:
    """Read what every job needs, so that the first is no slower than those after it. Raises StoreError."""
    _be_quiet()
    import_module("exports.slides.deck")
    with citation_register.set_aside(), suppress(*FAILURES):
        door.opened(PUBLIC, PUBLISHED, build=False)
        for name, kind, query in DRAWN_FIRST:
            maker = maker_of(name, kind)
            assert maker is not None
            maker(PUBLIC, query, "")


def make_file(name: str, kind: str, query: Query, site: str, folder: Path, progress: Progress) -> Outcome:
    """Make a file that is taken away: a map, a chart, a brief, slides."""
    words = Words(language_in(query))

    def made() -> Outcome:
        progress(0.0, words("take_away.making"))
        maker = maker_of(name, kind)
        if maker is None:
            return Failure(404, "unknown", words(UNKNOWN))
        return _written(maker(PUBLIC, query, site), folder)

    return _outcome(made, folder, query, words)


def make_briefs(query: Query, site: str, folder: Path, progress: Progress) -> Outcome:
    """Make the briefs of all places in a place, and say each."""
    words = Words(language_in(query))

    def made() -> Outcome:
        from exports.places.files import briefs_document

        for number, total, document in briefs_document(PUBLIC, query, site):
            progress(number / total, words("brief.so_far", done=number, total=total))
            if document is not None:
                return _written(document, folder)
        raise AssertionError("the last brief comes with the document")

    return _outcome(made, folder, query, words)


def make_pack(query: Query, site: str, folder: Path, progress: Progress) -> Outcome:
    """Make the pack of a place as one archive, in the visitor's language first."""
    from exports.pack.making import PackRequest, make_zip, pack_name
    from ui.files.names import file_name, period_part

    words = Words(language_in(query))
    languages = tuple(sorted(LANGUAGES, key=lambda code: code != words.language))
    wanted = PackRequest(query.get("place", ""), PUBLIC, store_in(query), languages, site)

    def told(share: float, step: str) -> None:
        percent = int(100 * share)
        progress(share, words("pack.so_far", percent=percent, step=words(f"pack.step_{step}")))

    def made() -> Outcome:
        pack = make_zip(wanted, folder / FILE, told)
        name = file_name(wanted.store, (pack_name(pack.place), period_part([])), "zip")
        return Made(name, "application/zip")

    return _outcome(made, folder, query, words)


def make_bulk(folder: Path, progress: Progress) -> Outcome:
    """Make the archive of everything public of the newest load, and keep it."""
    from exports.bulk.archive import archive_name
    from exports.bulk.keeping import keep
    from exports.bulk.package import issue_of
    from ui.cached.editions import newest

    words = Words(language_in({}))

    def made() -> Outcome:
        edition = newest(PUBLIC, PUBLISHED)
        shutil.copyfile(keep(edition), folder / FILE)
        return Made(archive_name(issue_of(edition)), "application/zip")

    progress(0.0, words("take_away.making"))
    return _outcome(made, folder, {}, words)


def _outcome(make: Callable[[], Outcome], folder: Path, query: Query, words: Words) -> Outcome:
    """Return what comes of making a file; the codes that are printed in it are written beside it."""
    from exports.pack.refusals import PackRefused
    from exports.places.files import TooManyBriefs

    with citation_register.set_aside() as codes, _temporary_files_in(folder):
        try:
            if store_in(query) == PUBLISHED:
                # A store that is not there is missed, not built by whoever takes a file away.
                door.opened(PUBLIC, PUBLISHED, build=False)
            outcome = make()
        except TooManyBriefs:
            return Failure(REFUSED, "too_many_briefs", words("take_away.too_many_briefs"))
        except PackRefused as refusal:
            return Failure(REFUSED, refusal.code, refusal.sentence(words))
        except FAILURES as error:
            return failure_of(error, words, UNKNOWN)
        citation_register.write_aside(codes, folder / CODES)
    return outcome


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Let what is written on the way go with the job's folder, also when the process is killed."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _written(made: MadeFile, folder: Path) -> Made:
    (folder / FILE).write_bytes(made.content)
    return Made(made.filename, made.media_type)


def _be_quiet() -> None:
    """A process without a server of Streamlit's would say so for each frame that it keeps."""
    from streamlit.logger import set_log_level

    from ui.server.log_lines import leave_all_to_root

    set_log_level("ERROR")
    leave_all_to_root()
