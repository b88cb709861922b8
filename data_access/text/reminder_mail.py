"""The mail that reminds an office: in plain text, without figures, reasons or names of people and files."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from data_access.days import day_of
from data_access.store.frames import Row
from data_access.text.due_reports import due_title, last_day_sentence
from vocabulary.words import Words

# The page, section and language that the mail's link opens.
PAGE = "/data?section=work&lang={language}"


def reminder_mail(rows: Sequence[Row], to: str, sender: str, site: str, words: Words) -> EmailMessage:
    """Return the mail about some rows of a work list, due or returned, at least one.

    ``site`` is the address of the dashboard without a path.
    """
    mail = EmailMessage()
    mail["Subject"] = words("remind.subject", site=words("site.name"), count=len(rows))
    mail["From"], mail["To"] = sender, to
    mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2] or None)
    # No answer by machines that are out of the office (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    listed = "\n".join(f"- {_item(row, words)}" for row in rows)
    link = site.rstrip("/") + PAGE.format(language=words.language)
    mail.set_content(words("remind.text", site=words("site.name"), items=listed, link=link).strip() + "\n")
    return mail


def _item(row: Row, words: Words) -> str:
    if row["what"] == "returned":
        return words("remind.returned", number=str(row["number"]), day=words.date(day_of(row["at"])))
    return f"{due_title(row, words)}: {last_day_sentence(row, words)}"
