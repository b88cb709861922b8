"""Names by which everybody calls a place and which no list of areas has."""

# Short name → loose keys of the names it means. It holds for provinces and districts.
SHORT_NAMES = {
    "hcm": ("hochiminh",),
    "hcmc": ("hochiminh",),
    "tphcm": ("hochiminh",),
    "tphochiminh": ("hochiminh",),
    "sg": ("hochiminh",),
    "saigon": ("hochiminh",),
    "hn": ("hanoi",),
    "hp": ("haiphong",),
    "dn": ("danang", "dongnai"),
    "dng": ("danang",),
    "ct": ("cantho",),
    "qn": ("quangninh", "quangnam", "quangngai"),
    "brvt": ("bariavungtau",),
    "bariavt": ("bariavungtau",),
    "tth": ("thuathienhue",),
    "tthue": ("thuathienhue",),
    "thuathien": ("thuathienhue",),
    "darlac": ("daclac",),
    "bmt": ("buonmathuot",),
    "banmethuot": ("buonmathuot",),
    "buonmethuot": ("buonmathuot",),
    "dbp": ("dienbienphu",),
    "phanrang": ("phanrangthapcham",),
    "plaicu": ("pleicu",),
    "congtum": ("contum",),
}


def short_names_of(loose_key: str) -> list[str]:
    """The short names of a place, as loose keys."""
    return [short for short, names in SHORT_NAMES.items() if loose_key in names]
