"""The tables of the store."""

from data_access.models.account import (
    Account,
    AccountGrant,
    ApiToken,
    FailedSignIn,
    Invitation,
    SignInSession,
)
from data_access.models.area import Area, AreaClass, AreaName, Crosswalk
from data_access.models.figure import Coverage, Figure, Load
from data_access.models.indicator import Indicator
from data_access.models.ledger import Audit, LoadPart, LoadSpan, Submission, SubmissionPart
from data_access.models.livelihood import Bottleneck, LivelihoodModel, OverlapPair
from data_access.models.money import Money
from data_access.models.money_sum import MoneySum
from data_access.models.office_work import Feedback, Reminder
from data_access.models.programme import Lineage, Measure, Outcome, Programme, Project, Target
from data_access.models.source import KnownSlip, Source, Standard
from data_access.models.table import Table

__all__ = [
    "Account",
    "AccountGrant",
    "ApiToken",
    "Area",
    "AreaClass",
    "AreaName",
    "Audit",
    "Bottleneck",
    "Coverage",
    "Crosswalk",
    "FailedSignIn",
    "Feedback",
    "Figure",
    "Indicator",
    "Invitation",
    "KnownSlip",
    "Lineage",
    "LivelihoodModel",
    "Load",
    "LoadPart",
    "LoadSpan",
    "Measure",
    "Money",
    "MoneySum",
    "Outcome",
    "OverlapPair",
    "Programme",
    "Project",
    "Reminder",
    "SignInSession",
    "Source",
    "Standard",
    "Submission",
    "SubmissionPart",
    "Table",
    "Target",
]
