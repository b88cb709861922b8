"""Workbooks of offices: templates out, uploads in, every finding with its sheet and cell.

``read_upload`` turns a file into sheets of typed cells, ``check`` turns those into findings and rows that
are ready to be stored, ``coloured_workbook`` hands the file back with its findings. Nothing here writes to
the store.
"""

from data_access.workbooks.checking.checked import FINDING_COLUMNS, TARGET_TABLES, Checked, target_columns
from data_access.workbooks.checking.colouring import coloured_workbook
from data_access.workbooks.checking.file import check
from data_access.workbooks.checking.wording import finding_sentence, refusal_sentence
from data_access.workbooks.decisions.declared import BY_YEAR, DECISIONS, Decision
from data_access.workbooks.decisions.template import decision_template
from data_access.workbooks.preview import first_line, what_changes
from data_access.workbooks.preview_totals import changed_totals
from data_access.workbooks.reading.errors import UploadUnusable
from data_access.workbooks.reading.options import KINDS, TEMPLATE_KINDS, Choice
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.reading.sheets import ReadFile, Sheet
from data_access.workbooks.reading.upload import read_upload
from data_access.workbooks.templates.handing_out import template_csv, template_workbook

__all__ = [
    "BY_YEAR",
    "DECISIONS",
    "FINDING_COLUMNS",
    "KINDS",
    "TARGET_TABLES",
    "TEMPLATE_KINDS",
    "Checked",
    "Choice",
    "Decision",
    "Gazetteer",
    "ReadFile",
    "Sheet",
    "UploadUnusable",
    "changed_totals",
    "check",
    "coloured_workbook",
    "decision_template",
    "finding_sentence",
    "first_line",
    "read_upload",
    "refusal_sentence",
    "target_columns",
    "template_csv",
    "template_workbook",
    "what_changes",
]
