"""Numbers shown as percentages are known in every packaging of a workbook that its format allows."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from data_access.workbooks import Choice, ReadFile, read_upload
from tests.fixtures.bad_workbooks import OFFICE, package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PERCENT, PLAIN = (2, 1), (2, 2)
SHEET = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    '<row r="2"><c r="A2"><v>4</v></c><c r="B2" s="1"><v>0.0571</v></c><c r="C2" s="2"><v>0.5</v></c></row>'
)
WITHOUT_REFERENCES = SHEET
for reference in ("1", "2"):
    WITHOUT_REFERENCES = WITHOUT_REFERENCES.replace(f'<row r="{reference}">', "<row>")
for cell in ("A1", "B1", "C1", "A2", "B2", "C2"):
    WITHOUT_REFERENCES = WITHOUT_REFERENCES.replace(f'<c r="{cell}"', "<c")
STYLES = (
    '<numFmts count="2"><numFmt numFmtId="170" formatCode="0.00%"/>'
    '<numFmt numFmtId="171" formatCode="0.00&quot;%&quot;"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>'
    '<dxfs count="1"><dxf><numFmt numFmtId="171" formatCode="0%"/></dxf></dxfs>'
)


def prefixed(xml: str) -> str:
    """The same elements with a prefix before each name."""
    return xml.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")


def root(name: str, inside: str, namespace: str = MAIN, *, prefix: bool = False) -> str:
    """A part with one root element."""
    if prefix:
        return f'<x:{name} xmlns:x="{namespace}">{prefixed(inside)}</x:{name}>'
    return f'<{name} xmlns="{namespace}">{inside}</{name}>'


def by_hand(rows: str = SHEET, namespace: str = MAIN, *, sheet: bool = False, styles: bool = False) -> bytes:
    """A workbook of bare parts; ``sheet`` and ``styles`` say which of them have prefixes."""
    extra = {
        "xl/styles.xml": root("styleSheet", STYLES, namespace, prefix=styles).encode(),
        "xl/_rels/workbook.xml.rels": relations(OFFICE if namespace == MAIN else STRICT_OFFICE).encode(),
    }
    if namespace == STRICT:
        extra["xl/workbook.xml"] = (
            f'<workbook xmlns="{STRICT}" xmlns:r="{STRICT_OFFICE}" conformance="strict"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode()
    content = root("worksheet", f"<sheetData>{rows}</sheetData>", namespace, prefix=sheet)
    return with_parts(package(content), extra)


def relations(office: str) -> str:
    package_of = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        f'<Relationships xmlns="{package_of}">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/styles" Target="/xl/styles.xml"/></Relationships>'
    )


def with_parts(raw: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package with some of its parts put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    book.active.append([1, 2, 3])
    book.active.append([4, 0.0571, 0.5])
    book.active["B2"].number_format = "0.00%"
    book.active["C2"].number_format = '0.00"%"'
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [1, 2, 3])
        sheet.write_row(1, 0, [4, 0.0571, 0.5])
        sheet.write_number(1, 1, 0.0571, book.add_format({"num_format": 10}))
        sheet.write_number(1, 2, 0.5, book.add_format({"num_format": "0.00\\%"}))
    return out.getvalue()


# LibreOffice writes its own style under cellStyleXfs and leaves the cells' numbers of formats as they are.
AS_LIBREOFFICE = STYLES.replace(
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="170"/>',
    '<cellStyleXfs count="2"><xf numFmtId="164"/><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="164" xfId="0"/><xf numFmtId="10" xfId="1" applyAlignment="true"/>',
)
PACKAGES = {
    "openpyxl": by_openpyxl(),
    "XlsxWriter": by_xlsxwriter(),
    "bare": by_hand(),
    "as LibreOffice writes styles": with_parts(
        by_hand(), {"xl/styles.xml": root("styleSheet", AS_LIBREOFFICE).encode()}
    ),
    "prefixed sheet": by_hand(sheet=True),
    "prefixed styles": by_hand(styles=True),
    "prefixed sheet and styles": by_hand(sheet=True, styles=True),
    "strict": by_hand(namespace=STRICT),
    "strict with prefixes": by_hand(namespace=STRICT, sheet=True, styles=True),
    "cells without references": by_hand(WITHOUT_REFERENCES),
    "prefixed cells without references": by_hand(WITHOUT_REFERENCES, sheet=True),
    "single quotation marks": by_hand(SHEET.replace('"', "'")),
    "other order of attributes": by_hand(SHEET.replace('r="B2" s="1"', 's="1"\n r="B2"')),
    "a style followed": with_parts(
        by_hand(),
        {
            "xl/styles.xml": root(
                "styleSheet",
                '<cellStyleXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellStyleXfs>'
                '<cellXfs><xf numFmtId="0"/><xf xfId="1"/><xf numFmtId="0"/></cellXfs>',
            ).encode()
        },
    ),
}


def read(raw: bytes, folder: Path) -> ReadFile:
    path = folder / "upload"
    path.write_bytes(raw)
    return read_upload(path, "a.xlsx", Choice("form_1"))


@pytest.mark.parametrize("name", list(PACKAGES))
def test_percent_format_is_known(name: str, tmp_path: Path) -> None:
    (sheet,) = read(PACKAGES[name], tmp_path).sheets
    assert list(sheet.cells.loc[2]) == [4, 0.0571, 0.5]
    assert sheet.percent == {PERCENT}


@pytest.mark.parametrize("prefix", [False, True])
def test_formula_without_its_result_is_told_with_and_without_prefixes(prefix: bool, tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t="e"><v>#REF!</v></c></row>'
    (sheet,) = read(by_hand(rows, sheet=prefix), tmp_path).sheets
    assert sheet.flaws == {(1, 1): "formula_without_value", (1, 3): "formula_error"}


def test_hidden_rows_and_columns_are_known(tmp_path: Path) -> None:
    columns = '<cols><col min="3" max="4" width="9" hidden="1"/></cols>'
    rows = '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="4"><c r="D4"><v>1</v></c></row>'
    content = root("worksheet", f"{columns}<sheetData>{rows}</sheetData>")
    (sheet,) = read(package(content), tmp_path).sheets
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({2}), frozenset({2, 3}))


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_days_are_counted_from_1904_where_the_workbook_says_so(namespace: str, tmp_path: Path) -> None:
    office = OFFICE if namespace == MAIN else STRICT_OFFICE
    book = (
        f'<x:workbook xmlns:x="{namespace}" xmlns:r="{office}"><x:workbookPr date1904="true"/><x:sheets>'
        '<x:sheet name="S" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>'
    )
    (sheet,) = read(
        with_parts(by_hand(namespace=namespace), {"xl/workbook.xml": book.encode()}), tmp_path
    ).sheets
    assert sheet.first_day.year == 1904


def test_queries_in_utf_16_are_ignored_and_named(tmp_path: Path) -> None:
    mashup = (
        '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://schemas.microsoft.com/DataMashup"/>'
    )
    connections = root("connections", '<connection id="1" name="Query - Bieu1"/>', prefix=True)
    extra = {"customXml/item1.xml": mashup.encode("utf-16")}
    assert read(with_parts(by_hand(), extra), tmp_path).connections == ("Power Query",)
    extra["xl/connections.xml"] = connections.encode()
    assert read(with_parts(by_hand(), extra), tmp_path).connections == ("Query - Bieu1",)
