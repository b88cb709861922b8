"""A chart as a picture: the same that the page shows, with title, sources, code and square."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data_access.door import Reader
from exports.exhibits.found import exhibit_in_address
from exports.exhibits.frame import exhibit_html
from exports.maps.files import MadeFile
from ui.files.exhibit_files import PICTURES, exhibit_picture
from ui.files.names import exhibit_name


def exhibit_png(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the chart that an address names as a picture to print; UnknownPicture where there is none."""
    return _picture(reader, query, site, "png")


def exhibit_svg(reader: Reader, query: Mapping[str, str], site: str) -> MadeFile:
    """Return the chart that an address names as a drawing; UnknownPicture where there is none."""
    return _picture(reader, query, site, "svg")


def _picture(reader: Reader, query: Mapping[str, str], site: str, kind: str) -> MadeFile:
    found = exhibit_in_address(reader, query)
    visit, exhibit = found.visit, found.exhibit
    content = exhibit_picture(exhibit, visit.mark, found.cited(site), kind)
    return MadeFile(exhibit_name(visit.edition.store, exhibit, found.view, kind), PICTURES[kind], content)


EXHIBIT_FORMATS: Mapping[str, Callable[[Reader, Mapping[str, str], str], MadeFile]] = {
    "png": exhibit_png,
    "svg": exhibit_svg,
    "html": exhibit_html,
}
