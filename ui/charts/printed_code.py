"""The code and QR square of an exported figure, with the line that says when it was made."""

from __future__ import annotations

from dataclasses import dataclass

from ui.charts.qr import qr_path
from ui.charts.view_codes import Citation
from vocabulary.words import Words


@dataclass(frozen=True)
class Cited:
    """A citation as it is printed: ``site`` is the address of the dashboard that the QR square opens."""

    citation: Citation
    site: str
    words: Words

    @property
    def line(self) -> str:
        """By what and when this was exported, and the code."""
        return self.words(
            "take_away.made",
            site=self.words("site.name"),
            exported_on=self.words.date(self.citation.on),
            code=self.citation.printed,
        )

    @property
    def hint(self) -> str:
        """What the code is for."""
        return self.words("take_away.code_hint")

    @property
    def url(self) -> str:
        """The whole address that the QR square holds."""
        return self.site.rstrip("/") + self.citation.address

    def qr_path(self, x: float, y: float, side: float) -> str:
        """Return the QR square as SVG."""
        return qr_path(self.url, x, y, side)
