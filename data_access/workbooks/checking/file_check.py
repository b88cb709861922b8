"""What a file is checked against, and where what is wrong with it goes."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.places import Gazetteer


@dataclass(frozen=True)
class FileCheck:
    """One check of one file.

    ``session`` is of the store, ``choice`` what the sender or the file says of the whole file; ``gazetteer``
    and ``catalogue`` are the store's areas and everything else that cells are compared with. A file
    ``describes_itself`` where it has the first sheet of a template. ``codes`` are those that stood without a
    name, with the number of the area that each was read as.
    """

    session: Session
    choice: Choice
    gazetteer: Gazetteer
    catalogue: Catalogue
    findings: Findings
    describes_itself: bool = False
    codes: dict[str, int] = field(default_factory=dict)
