"""Passwords: what is too easily guessed is refused, and a name that nobody has costs the same time."""

import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from data_access.accounts import passwords
from data_access.accounts.errors import AccountRefused
from data_access.accounts.passwords import expect_good, hash_of, is_outdated, is_right

GOOD = "năm con ngựa trên đồi"


@pytest.mark.parametrize("typed", [GOOD, "correct horse battery", "Tr0i-m4y-n4ng-nhe", "x9$kQ2!vM4#p"])
def test_long_password_of_many_characters_is_taken(typed: str) -> None:
    expect_good(typed, "mai.lo")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "password_short"),
        ("chín ký tự", "password_short"),
        ("x" * 257, "password_long"),
        ("a" * 12, "password_common"),
        ("121212121212", "password_common"),
        ("123456789012", "password_common"),
        ("abcdefghijkl", "password_common"),
        ("Password1234!", "password_common"),
        ("matkhau@2026!", "password_common"),
        ("Mật khẩu 2026", "password_common"),
        ("qwertyuiop12", "password_common"),
        ("passwordpassword", "password_common"),
        ("Mai.Lo-2026-xyz", "password_is_login"),
    ],
)
def test_password_that_is_easily_guessed_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(AccountRefused) as raised:
        expect_good(typed, "mai.lo")
    assert raised.value.facts["reason"] == reason


def test_stored_password_is_argon2id_by_the_published_parameters_and_tells_no_password() -> None:
    stored = hash_of(GOOD)
    assert extract_parameters(stored) == RFC_9106_LOW_MEMORY
    assert "ngựa" not in stored
    assert is_right(GOOD, stored)
    assert is_right(unicodedata.normalize("NFD", GOOD), stored)
    assert not is_right(GOOD.upper(), stored)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are hashed at once."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.mark.usefixtures("quick")
def test_without_a_stored_password_another_is_looked_at_for_the_same_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at = []
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, stored: str, typed: str) -> bool:
        looked_at.append(stored)
        return verify(self, stored, typed)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    assert not is_right(GOOD, None)
    assert not is_right("nobody's password", None)
    assert [stored.startswith("$argon2id$") for stored in looked_at] == [True, True]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("typed", ["", "\x00" * 20, "x" * 1_000_000, "\ud800 alone"])
def test_strange_input_is_wrong_and_nothing_else(typed: str) -> None:
    assert not is_right(typed, hash_of(GOOD))


def test_password_stored_with_other_parameters_is_outdated() -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    assert is_outdated(quick)
