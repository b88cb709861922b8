"""Login names: two spellings of one name are one, and no name looks like another's."""

import pytest

from data_access.accounts.login_names import login_key


@pytest.mark.parametrize(
    "typed", ["an.nguyen", "AN.Nguyen", "  an.nguyen ", "ａｎ．ｎｇｕｙｅｎ", "AN.NGUYEN\n"]
)
def test_spellings_of_one_name_are_one(typed: str) -> None:
    assert login_key(typed) == "an.nguyen"


@pytest.mark.parametrize("typed", ["Đặng.Thị.Ổn", "đặng.thị.ổn", "Đặng.Thị.Ổn".upper()])
def test_vietnamese_letters_are_compared_without_case_in_either_form(typed: str) -> None:
    assert login_key(typed) == "đặng.thị.ổn"


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "a", "x" * 65, "x" * 1_000_000, "an nguyen", "an\x00nguyen", "an/nguyen", "an'--"),
        # A Cyrillic а, a Greek ο, a Fraktur letter that folds to many, a joiner that nobody sees.
        *("аn.nguyen", "hοa", "ﷺ", "an\u200dnguyen", "an\u202enguyen", "٣٣", "an🙂"),
    ],
)
def test_what_can_be_nobodys_name_is_none(typed: str) -> None:
    assert login_key(typed) == ""


def test_address_of_e_mail_is_a_login_name() -> None:
    assert login_key("An+Ha.Giang@Example.vn") == "an+ha.giang@example.vn"
