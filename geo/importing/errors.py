"""Why a boundary file cannot be used: a code for the catalogues, and the facts its sentence names."""

from collections.abc import Mapping


class BoundaryFileUnusable(Exception):
    """A file, or the way it was asked for, cannot become a layer; nothing has been changed.

    ``code`` names the sentence ``boundary.<code>`` of the catalogues, ``facts`` fill its placeholders.
    """

    def __init__(self, code: str, facts: Mapping[str, object] | None = None) -> None:
        self.code = code
        self.facts = dict(facts or {})
        super().__init__(f"{code}: {self.facts}" if self.facts else code)
