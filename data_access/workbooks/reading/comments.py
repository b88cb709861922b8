"""Comments that people attached to cells of a workbook, old notes and threads alike."""

import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from data_access.workbooks.reading.flaws import REFERENCE, column_number
from data_access.workbooks.reading.parts import sheet_parts

LONGEST = 300
# Comments of the copy in which findings are written beside the cells that they are of.
OWN_AUTHOR = "-"
# What a program writes into the old note that stands in for a thread.
OF_THREADS = "[Threaded comment]"

Comments = dict[tuple[int, int], str]


def sheet_comments(archive: zipfile.ZipFile) -> dict[str, Comments]:
    """The comments of each sheet that has any, by row (from 1) and column (from 0), without their authors."""
    found = {}
    for name, part in sheet_parts(archive).items():
        comments: Comments = {}
        for kind, target in related(archive, part):
            if kind == "comments":
                comments = {**dict(_notes(_root(archive, target))), **comments}
            elif kind == "threadedComment":
                comments |= dict(_threads(_root(archive, target)))
        if comments:
            found[name] = comments
    return found


def related(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """The kind and the name of each part that belongs to the part of a sheet."""
    folder, file = posixpath.split(part)
    relations = f"{folder}/_rels/{file}.rels"
    present = set(archive.namelist())
    if relations not in present:
        return
    for one in _root(archive, relations):
        target = one.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if path in present:
            yield one.get("Type", "").rpartition("/")[2], path


def _notes(root: ElementTree.Element) -> Iterator[tuple[tuple[int, int], str]]:
    authors = ["".join(one.itertext()) for one in _named(root, "author")]
    for one in _named(root, "comment"):
        author = authors[int(one.get("authorId", 0))] if authors else ""
        text = "".join("".join(part.itertext()) for part in _named(one, "t"))
        place = _place(one)
        if place is not None and author != OWN_AUTHOR and not text.startswith(OF_THREADS):
            yield place, _plain(text.removeprefix(f"{author}:"))


def _threads(root: ElementTree.Element) -> Iterator[tuple[tuple[int, int], str]]:
    texts: dict[tuple[int, int], list[str]] = {}
    for one in _named(root, "threadedComment"):
        place = _place(one)
        if place is not None:
            texts.setdefault(place, []).extend("".join(part.itertext()) for part in _named(one, "text"))
    yield from ((place, _plain(" / ".join(lines))) for place, lines in texts.items())


def _place(element: ElementTree.Element) -> tuple[int, int] | None:
    found = REFERENCE.fullmatch(element.get("ref", ""))
    return None if found is None else (int(found[2]), column_number(found[1]))


def _plain(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _root(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))
