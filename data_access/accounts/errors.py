"""What is refused about accounts: a code and facts, as with every error of the store."""

from typing import ClassVar

from data_access.store.errors import StoreError


class AccountRefused(StoreError):
    """The step was not taken and nothing changed.

    Reasons: ``bad_login`` and ``login_taken`` (fact ``login``), ``no_name``, ``unknown`` (no such account;
    fact ``login``), ``bad_role`` and ``national_role`` (fact ``role``), ``unknown_area`` (fact ``area``),
    ``has_grant`` and ``no_grant`` (facts ``role``, ``area``), ``disabled``. Of signing in: ``wrong``,
    ``wait`` (fact ``seconds``), ``wrong_password``. Of a password: ``password_short``, ``password_long``,
    ``password_common``, ``password_is_login``. Of an invitation: ``invitation_unknown``, ``invitation_used``,
    ``invitation_over``. Of a form: ``signed_out``, ``password_differs``, ``token_unnamed``. Of a page to
    administer accounts: ``not_administrator``, ``own_account``, ``gone``, ``right_held``, ``area_missing``,
    ``area_unknown`` (fact ``area``). Of a provider of identities: ``provider_unknown``, ``provider_taken``.
    """

    code: ClassVar[str] = "account_refused"
