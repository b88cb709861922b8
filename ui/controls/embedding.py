"""Which sites may show a map or a chart within their pages, and the line by which they do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from html import escape
from urllib.parse import urlencode

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROUTE = "/embed/map"
CHART_ROUTE = "/embed/chart"
SIZE = (1120, 760)
HOST = re.compile(r"(https?://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?", re.ASCII)


class EmbedSettings(BaseSettings):
    """The sites that may embed; read from the environment variable of the field's name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    embed_hosts: str = Field(
        default="",
        description="Sites such as https://news.example whose pages may embed maps and charts; by commas.",
    )

    @field_validator("embed_hosts")
    @classmethod
    def _are_hosts(cls, written: str) -> str:
        """Refuse what is no name of a site: it would be written into a header."""
        for entry in _listed(written):
            if not HOST.fullmatch(entry):
                raise ValueError(f"{entry} is no site such as https://news.example")
        return written

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """The sites of EMBED_HOSTS."""
        return tuple(_listed(self.embed_hosts))


def embed_code(site: str, query: Mapping[str, str], title: str, route: str = ROUTE) -> str:
    """Return the line that shows a map, or what else a route answers with, in a page of another site."""
    width, height = SIZE
    address = escape(f"{site}{route}?{urlencode(query)}")
    return (
        f'<iframe src="{address}" title="{escape(title)}" width="{width}" height="{height}" '
        'loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


def _listed(written: str) -> list[str]:
    return [entry.strip() for entry in written.split(",") if entry.strip()]
