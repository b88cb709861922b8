"""What a run of words may name: unit words before or after, numbers, "old" and "new"."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from data_access.place_search.spelling import bare, key, loose

Era = Literal["old", "new"]
Kinds = frozenset[str]
UnitWords = dict[tuple[str, ...], Kinds]

CITY = frozenset({"thanh_pho_trung_uong", "thanh_pho"})
PROVINCE = frozenset({"tinh", "thanh_pho_trung_uong"})

# Words before a name → kinds of area. Those of one letter count only as words of their own.
UNIT_WORDS_BEFORE: UnitWords = {
    **dict.fromkeys([("tinh",), ("t",)], frozenset({"tinh"})),
    **dict.fromkeys([("thanh", "pho"), ("thanhpho",), ("tp",), ("city", "of"), ("city",)], CITY),
    **dict.fromkeys([("quan",), ("q",)], frozenset({"quan"})),
    **dict.fromkeys([("huyen",), ("h",)], frozenset({"huyen"})),
    **dict.fromkeys([("thi", "xa"), ("thixa",), ("tx",), ("town", "of"), ("town",)], frozenset({"thi_xa"})),
    **dict.fromkeys([("thi", "tran"), ("thitran",), ("tt",)], frozenset({"thi_tran"})),
    **dict.fromkeys([("xa",), ("x",), ("commune", "of"), ("commune",)], frozenset({"xa"})),
    **dict.fromkeys([("phuong",), ("p",), ("f",), ("ward",)], frozenset({"phuong"})),
    **dict.fromkeys([("dac", "khu"), ("dackhu",), ("dk",)], frozenset({"dac_khu"})),
    **dict.fromkeys([("province", "of"), ("province",)], PROVINCE),
    **dict.fromkeys([("district", "of"), ("district",), ("dist",)], frozenset({"quan", "huyen"})),
}
UNIT_WORDS_AFTER: UnitWords = {
    **dict.fromkeys([("province",), ("prov",)], PROVINCE),
    ("city",): CITY,
    ("municipality",): frozenset({"thanh_pho_trung_uong"}),
    **dict.fromkeys([("district",), ("dist",)], frozenset({"quan", "huyen"})),
    ("town",): frozenset({"thi_xa"}),
    ("township",): frozenset({"thi_tran"}),
    ("commune",): frozenset({"xa"}),
    ("ward",): frozenset({"phuong"}),
    ("huyen",): frozenset({"huyen"}),
    ("thi", "xa"): frozenset({"thi_xa"}),
    ("thanh", "pho"): CITY,
    ("thi", "tran"): frozenset({"thi_tran"}),
    ("phuong",): frozenset({"phuong"}),
    ("xa",): frozenset({"xa"}),
    **dict.fromkeys([("special", "zone"), ("special", "economic", "zone")], frozenset({"dac_khu"})),
}
GLUED = tuple(words[0] for words in UNIT_WORDS_BEFORE if len(words) == 1 and words[0] not in {"t", "x", "f"})
NUMBERED: dict[Kinds, str] = {
    frozenset({"quan"}): "quan",
    frozenset({"quan", "huyen"}): "quan",
    frozenset({"phuong"}): "phuong",
    # No commune bears a number alone: "commune 5" is a ward to someone who writes English.
    frozenset({"xa"}): "phuong",
}
ERA_WORDS: dict[tuple[str, ...], Era] = {
    **dict.fromkeys(
        [("cu",), ("truoc", "day"), ("truoc", "sap", "nhap"), ("truoc", "2025"), ("old",)], "old"
    ),
    **dict.fromkeys([("moi",), ("hien", "nay"), ("sau", "sap", "nhap"), ("ngay", "nay"), ("new",)], "new"),
}
COUNTRY_WORDS: list[tuple[str, ...]] = [("viet", "nam"), ("vietnam",), ("vn",)]

# What it costs to read "tpvinh" as "tp vinh", and "phuogn" as "phuong".
UNGLUED, MISTYPED = 0.05, 0.4
SHORTEST_MISTYPED = 5


class Phrase(NamedTuple):
    """A name that some words may mean.

    ``kinds`` are those that unit words ask for (None without), ``words`` those of the name itself, as typed.
    """

    key: str
    words: tuple[str, ...]
    kinds: Kinds | None = None
    era: Era | None = None
    cost: float = 0.0

    @property
    def loose_key(self) -> str:
        """The key by which names are looked up."""
        return loose(self.key)


@lru_cache(maxsize=2048)
def phrases(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The names that ``words`` may mean, the words as they are first; each key and kinds once."""
    found: dict[tuple[str, Kinds | None, Era | None], Phrase] = {}
    for phrase in _dated(words):
        if phrase.key:
            found.setdefault((phrase.key, phrase.kinds, phrase.era), phrase)
    return tuple(found.values())


def _dated(words: tuple[str, ...]) -> Iterator[Phrase]:
    yield from _with_units(words)
    plain = tuple(map(bare, words))
    for ending, era in ERA_WORDS.items():
        if len(words) > len(ending) and plain[-len(ending) :] == ending:
            yield from (phrase._replace(era=era) for phrase in _with_units(words[: -len(ending)]))
    for ending in COUNTRY_WORDS:
        if len(words) > len(ending) and plain[-len(ending) :] == ending:
            yield from _with_units(words[: -len(ending)])


def _with_units(words: tuple[str, ...]) -> Iterator[Phrase]:
    yield Phrase(key(words), words)
    plain = tuple(map(bare, words))
    for before, kinds in UNIT_WORDS_BEFORE.items():
        if len(words) > len(before) and plain[: len(before)] == before:
            yield _of_kind(words[len(before) :], kinds)
            yield from _with_unit_after(words[len(before) :], kinds)
    yield from _with_unit_after(words, None)
    yield from _unglued(words, plain)
    for length in range(1, min(len(words), 3)):
        for kinds in _mistyped("".join(plain[:length])):
            yield _of_kind(words[length:], kinds)._replace(cost=MISTYPED)
    for kinds in _mistyped(plain[-1], after=True) if len(words) > 1 else ():
        yield _of_kind(words[:-1], kinds)._replace(cost=MISTYPED)


@lru_cache(maxsize=2048)
def _mistyped(typed: str, after: bool = False) -> tuple[Kinds, ...]:
    """The kinds whose unit word, if long enough to be known by, is ``typed`` but for one letter."""
    if len(typed) < SHORTEST_MISTYPED - 1 or not typed.isalpha():
        return ()
    unit_words = UNIT_WORDS_AFTER if after else UNIT_WORDS_BEFORE
    return tuple(
        kinds
        for words, kinds in unit_words.items()
        if len(whole := "".join(words)) >= SHORTEST_MISTYPED
        and OSA.distance(whole, typed, score_cutoff=1) == 1
    )


def _with_unit_after(words: tuple[str, ...], before: Kinds | None) -> Iterator[Phrase]:
    plain = tuple(map(bare, words))
    for after, kinds in UNIT_WORDS_AFTER.items():
        if len(words) > len(after) and plain[-len(after) :] == after:
            yield _of_kind(words[: -len(after)], before or kinds)
            # "Kỳ Anh (Huyện) District"
            yield from _with_unit_after(words[: -len(after)], before or kinds)


def _unglued(words: tuple[str, ...], plain: tuple[str, ...]) -> Iterator[Phrase]:
    for start in GLUED:
        rest = plain[0].removeprefix(start)
        is_long_enough = len(start) > 1 and len(key(words)) > len(start) + 2
        if rest and rest != plain[0] and (rest.isdigit() or is_long_enough):
            kinds = UNIT_WORDS_BEFORE[(start,)]
            yield _of_kind((words[0][len(start) :], *words[1:]), kinds)._replace(cost=UNGLUED)


def _of_kind(words: tuple[str, ...], kinds: Kinds) -> Phrase:
    """A name of some kinds; a number that it begins with belongs to the unit word: "q 1" is "quan1"."""
    if words[0].isdecimal() and len(words[0]) <= 2 and kinds in NUMBERED:
        return Phrase(f"{NUMBERED[kinds]}{int(words[0])}{key(words[1:])}", words, kinds)
    return Phrase(key(words), words, kinds)
