"""Where a browser goes after signing in: to a path of ours, or to the first page."""

import pytest

from ui.server.sign_in.browser import next_path


@pytest.mark.parametrize(
    "written",
    ["/", "/data?section=upload&lang=en", "/area?place=v2025.province.04"],
)
def test_path_of_ours_is_the_next(written: str) -> None:
    assert next_path(written) == written


@pytest.mark.parametrize(
    "written",
    [
        *("", "data", "https://elsewhere.example/", "//elsewhere.example", "///elsewhere.example"),
        *("/\\elsewhere.example", "\\\\elsewhere.example", "/\t/elsewhere.example", "/\n/elsewhere.example"),
        *("javascript:alert(1)", "/data\x00", "/\u202eelsewhere", " /data", "/" + "x" * 3000),
        # It would lead round in a circle.
        *("/sign-in", "/sign-in?next=/sign-in", "/sign-out"),
    ],
)
def test_anything_else_leads_to_the_first_page(written: str) -> None:
    assert next_path(written) == "/"
