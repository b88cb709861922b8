"""Browsers by their everyday names."""

import pytest

from ui.server.sign_in.agents import named_agent

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
COC_COC = CHROME.replace("Chrome", "coc_coc_browser/130 Chrome")
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        (CHROME.format("Windows NT 10.0; Win64; x64"), "Chrome, Windows"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/140.0.0.0", "Edge, Windows"),
        (
            COC_COC.format("X11; Linux x86_64"),
            "Coc Coc, Linux",
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("x" * 300, "x" * 60),
    ],
)
def test_browser_is_named_with_its_system(agent: str, named: str) -> None:
    assert named_agent(agent) == named
