"""The data page: an office's figures come in and are traced, official boundaries are replaced."""

from ui.controls.choices import coded_segments
from ui.controls.current_visit import current_words
from ui.controls.identity import current_asker
from ui.controls.notices import bad_parameters, read_only_notice
from ui.controls.page_frame import headline
from ui.controls.rights import WORK, may_change_data, may_use_section
from ui.data.boundaries import boundaries_section
from ui.data.changing import key_section
from ui.data.feedback.section import feedback_section
from ui.data.history import history_section
from ui.data.ledger import ledger_section
from ui.data.log import log_section
from ui.data.upload import upload_section
from ui.data.work.section import work_section

# By its code in the address.
SECTIONS = {
    "work": work_section,
    "upload": upload_section,
    "ledger": ledger_section,
    "feedback": feedback_section,
    "history": history_section,
    "log": log_section,
    "boundaries": boundaries_section,
}

words, _ = current_words()
headline(words("page.data"))
asker = current_asker()
if asker.account is None and not may_change_data(asker):
    key_section(words)
first = WORK if asker.account else "upload" if may_use_section(asker, "upload") else "ledger"
section, bad_section = coded_segments(
    words("data.sections"),
    "section",
    [code for code in SECTIONS if code != WORK or asker.account],
    lambda code: words(f"data.section.{code}"),
    first,
)
bad_parameters([bad_section], words)
read_only_notice(words)
if may_use_section(asker, section):
    SECTIONS[section](words)
elif asker.account is not None:
    key_section(words)
