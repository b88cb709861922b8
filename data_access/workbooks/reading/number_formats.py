"""What a format of numbers shows of a number: a hundredfold of it, a thousandth, a unit of its own, nothing.

The codes are those of the format's standard (ECMA-376, part 1, 18.8.31): up to four sections parted by
semicolons, with quoted or escaped text in them; a comma after the last digit divides by a thousand.
"""

import re

from data_access.text.folding import folded

# What a format shows as it is: quoted, escaped, as a blank as wide, repeated, or a condition.
NOT_THE_FORMAT = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_SHOWN_AS_IT_IS = re.compile(r'("[^"]*")|[_*].|(\\.)|\[[^\]]*\]')
_DIVIDED = re.compile(r"[0#?],+(?![0#?,])")
_DIGIT = re.compile(r"[0#?]")
_OF_DAYS = re.compile(r"[ymdhs]", re.IGNORECASE)
# Units in which figures and amounts are kept, with the mark of a rate: they change nothing of a number.
_PLAIN_WORDS = frozenset(("", "ho", "nguoi", "khau", "nhan khau", "d", "dong", "vnd"))
_SAYS_SOMETHING = re.compile(r"[^\W_]|‰")


def is_percent(code: str) -> bool:
    """Whether a format shows a number a hundredfold, as 5.71%."""
    return "%" in NOT_THE_FORMAT.sub("", code)


def shows_otherwise(code: str) -> bool:
    """Whether who looks at a number in this format sees another one, a unit that it states, or none at all.

    «#,##0,» shows 389 for 389,000, «0" nghìn"» shows 389 nghìn for 389, «;;;» nothing. Days are no numbers.
    """
    if folded(code) in ("", "general", "@"):
        return False
    sections = _sections(code)
    bare = [NOT_THE_FORMAT.sub("", one) for one in sections]
    if _OF_DAYS.search("".join(bare).casefold().replace("general", "")):
        return False
    is_divided = any(_DIVIDED.search(one) for one in bare)
    is_hidden = not _DIGIT.search(bare[0]) and "general" not in bare[0].casefold() and "@" not in bare[0]
    return is_divided or is_hidden or "‰" in "".join(bare) or any(map(_states_a_unit, sections))


def _sections(code: str) -> list[str]:
    """The sections of a format; a semicolon in quotes parts nothing."""
    masked = re.sub(r'"[^"]*"|\\.', lambda found: "x" * len(found[0]), code)
    ends = [place for place, letter in enumerate(masked) if letter == ";"]
    return [
        code[start:end]
        for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(code)], strict=True)
    ]


def _states_a_unit(section: str) -> bool:
    kept = _SHOWN_AS_IT_IS.sub(lambda found: found[1] or found[2] or "", section)
    written = "".join(quoted or escaped for quoted, escaped in _QUOTED.findall(kept))
    words = folded(written).strip(" .,:;()-+/'%₫")
    return words not in _PLAIN_WORDS and bool(_SAYS_SOMETHING.search(words))
