"""Sources as a page shows them: the line, which opens the list of all of them with their addresses."""

from __future__ import annotations

from html import escape

from ui.text.links import link
from ui.text.source_citation import NamedSource, SourceList


def sources_html(sources: SourceList) -> str:
    """Return the line of sources that opens the list of all, "" where there are none.

    ``data-sources`` holds their codes, by which a test holds a view to the figures that it shows.
    """
    if not sources.every:
        return ""
    listed = "".join(f"<li>{_source(source)}</li>" for source in sources.every)
    codes = escape(" ".join(sources.codes), quote=True)
    return (
        f"<details class='sources' data-sources='{codes}'>"
        f"<summary class='quiet source'>{escape(sources.line)}</summary>"
        f"<ol class='quiet'>{listed}</ol></details>"
    )


def _source(source: NamedSource) -> str:
    parts = (escape(f"{source.text}."), link(source.address), escape(source.about))
    return " ".join(part for part in parts if part)
