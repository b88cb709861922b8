"""Vietnamese text as people type it in a hurry: without accents, in lower case."""

import unicodedata


def folded(text: str) -> str:
    """``text`` without accents, in lower case, with single spaces: "Đà  Nẵng" → "da nang"."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split())
