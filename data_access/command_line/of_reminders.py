"""The command that reminds offices by mail; for a daily timer."""

from __future__ import annotations

from typing import Annotated

import typer

from data_access.accounts.sweeping import sweep_ended
from data_access.command_line.answering import Answers, Exit
from data_access.command_line.opened import store_session
from data_access.days import today
from data_access.loads.changing import changing_beside_loads
from data_access.office_work.mail import MailSettings
from data_access.office_work.reminders import Pending, pending_reminders
from data_access.office_work.reminding import Run, send_reminders
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from terminal.options import Json, Lang
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.words import Words

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say who would get a mail, and send none.")]


def remind(dry_run: DryRun = False, lang: Lang = DEFAULT_LANGUAGE, as_json: Json = False) -> None:
    """Remind accounts by mail of what is due in 7 days or 1, late, or sent back; each thing once.

    Sessions, tokens and invitations that have been over for a month are taken away.
    """
    answers = Answers(as_json, Words(lang))
    with answers.failures():
        with store_session() as session:
            pending = pending_reminders(session, today())
        if dry_run:
            _say_pending(answers, pending)
            return
        # What runs daily also takes away what has long been over.
        with changing_beside_loads(StoreSettings(), wait_seconds=600) as connection:
            sweep_ended(connection)
        run = send_reminders(StoreSettings(), MailSettings(), pending)
    _say(answers, run)


def _say_pending(answers: Answers, pending: list[Pending]) -> None:
    sentences = [
        answers.words("remind.would_send", login=one.login, count=len(one.things)) for one in pending
    ]
    facts = [{"account": one.login, "things": list(one.things)} for one in pending]
    answers.say("\n".join(sentences) or answers.words("remind.nothing"), {"pending": facts})


def _say(answers: Answers, run: Run) -> None:
    words = answers.words
    facts = {"sent": run.sent, "refused": run.refused}
    told = words("remind.sent", count=len(run.sent)) if run.sent else words("remind.nothing")
    failed = [words("remind.refused", logins=words.listed(run.refused))] if run.refused else []
    if run.failed is not None:
        failed.append(failure_sentence(run.failed, words))
    if failed:
        sentences = [told, *failed] if run.sent else failed
        answers.fail(Exit.MAIL_FAILED, " ".join(sentences), {"error": "mail_failed"} | facts)
    answers.say(told, facts)
