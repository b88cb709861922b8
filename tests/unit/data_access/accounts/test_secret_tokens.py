"""Secrets are long, and what is none is not even hashed."""

import pytest

from data_access.accounts.secret_tokens import digest_of, new_secret


def test_secrets_differ_and_their_digests_tell_nothing_of_them() -> None:
    one, other = new_secret(), new_secret()
    assert one != other
    assert len(one) == 43
    digest = digest_of(one)
    assert digest is not None
    assert len(digest) == 64
    assert one not in digest
    assert digest != digest_of(other)


@pytest.mark.parametrize(
    "text", ["", "x", "x" * 42, "x" * 44, "x" * 10_000, "\x00" * 43, "ă" * 43, "x" * 42 + "\n"]
)
def test_other_texts_are_no_secrets(text: str) -> None:
    assert digest_of(text) is None
