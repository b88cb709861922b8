"""Sources whose document is not named."""

from __future__ import annotations

from dataclasses import replace

from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.quality.exhibit import checked
from ui.text.figures import text_in
from ui.text.source_citation import publisher


def sources_exhibit(visit: Visit) -> Exhibit:
    """Return the sources without a document, with how many figures come from each."""
    words, found = visit.words, quality_frames.sources_without_document(visit.edition)
    headers = [words("table.document"), words("table.publisher"), words("table.figures")]
    cells = [
        [text_in(row, "title"), publisher(row, words), words.number(int(row["figures"]))]
        for row in found.to_dict("records")
    ]
    told = words("quality.sources_count", count=len(found)), "", words("quality.sources_none")
    return replace(checked(visit, "sources", told, headers, cells), numeric=(2,), data=found)
