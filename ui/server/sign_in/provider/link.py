"""The link to sign in by the provider, on the pages where people sign in or choose a password."""

from __future__ import annotations

from functools import cache
from html import escape

from ui.server.sign_in.drawing import Drawing
from ui.server.sign_in.provider.settings import ProviderSettings
from ui.server.sign_in.provider.under_way import PATH


@cache
def provider_settings() -> ProviderSettings:
    """Return the settings of the provider, read once."""
    return ProviderSettings()


def provider_link(drawing: Drawing, sentence: str, **more: str) -> str:
    """Return the link under the key of its words, "" where no provider is set."""
    settings = provider_settings()
    if not settings.is_on:
        return ""
    label = drawing.words(sentence, provider=settings.name)
    return f'<p><a class="button" href="{escape(drawing.address(PATH, **more))}">{escape(label)}</a></p>'
