"""A browser without a browser: asks an application as one does, and keeps what it is given."""

import asyncio
from typing import Any

import httpx
from starlette.types import ASGIApp


class Browsing:
    """One browser on one application; it follows no answer that leads elsewhere."""

    def __init__(self, app: ASGIApp, site: str = "http://localhost") -> None:
        self._app, self._site = app, site
        self.cookies = httpx.Cookies()

    def get(self, address: str, **options: Any) -> httpx.Response:
        return self.ask("GET", address, **options)

    def post(self, address: str, data: dict[str, str], **options: Any) -> httpx.Response:
        return self.ask("POST", address, data=data, **options)

    def ask(self, method: str, address: str, **options: Any) -> httpx.Response:
        return asyncio.run(self._asked(method, address, options))

    async def _asked(self, method: str, address: str, options: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(
            transport=transport, base_url=self._site, cookies=self.cookies, verify=False
        ) as client:
            answer = await client.request(method, address, **options)
            self.cookies = client.cookies
            return answer
