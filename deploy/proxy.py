"""The proxy's configuration and the page it shows where no process answers, written from ``templates``."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from deploy.plan import LOOPBACK, PROXY_ADDRESS, Plan
from deploy.refusals import DeployRefused
from ui.server.guard.settings import GuardSettings, listed
from vocabulary.words import Words

TEMPLATES = Path(__file__).parent / "templates"
CONFIGURATION, UNAVAILABLE = "haproxy.cfg", "unavailable.http"
CACHE_MEGABYTES = 128
CHECK_SECONDS = 20
# Names with a digest or a load number, and Streamlit's own files.
NEVER_CHANGING = ("/assets/", "/static/")
# The same, of figures: where reading is for accounts alone each process asks first who it is.
NEVER_CHANGING_OF_ALL = ("/geometry/", "/picture/")
# By which an outer proxy speaks for its visitors; the address itself is appended and not replaced.
OF_OUTER_PROXIES = ("X-Forwarded-Proto", "X-Request-Id", "Forwarded", "X-Real-IP")
INDENT = "    "


def write_configuration(plan: Plan) -> Path:
    """Write what the proxy reads at its start, for the eyes of its owner alone; return the main file."""
    plan.folder.mkdir(parents=True, exist_ok=True)
    (plan.folder / UNAVAILABLE).write_text(unavailable_answer(), encoding="utf-8", newline="")
    path = plan.folder / CONFIGURATION
    path.touch(mode=0o600)
    path.write_text(configuration(plan, GuardSettings()), encoding="utf-8")
    return path


def expect_understood(plan: Plan, path: Path) -> None:
    """Raise DeployRefused where the proxy does not understand its configuration."""
    command = [str(plan.program), "-c", "-q", "-f", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=CHECK_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeployRefused("deploy.proxy_refuses", reason=str(error)) from error
    if done.returncode != 0:
        raise DeployRefused("deploy.proxy_refuses", reason=done.stderr.strip())


def configuration(plan: Plan, guard: GuardSettings) -> str:
    """Return the proxy's configuration of a plan."""
    is_secure = plan.certificate is not None
    paths = NEVER_CHANGING + (NEVER_CHANGING_OF_ALL if guard.public_reading else ())
    outer = listed(guard.trusted_proxies)
    return Template((TEMPLATES / "haproxy.cfg").read_text(encoding="utf-8")).substitute(
        folder=plan.folder,
        bind=_bind(plan),
        from_outer_proxy=f"src {' '.join(outer)}" if outer else "always_false",
        headers_of_outer_proxies=_lines(
            f"http-request del-header {name} unless from_outer_proxy" for name in _spoken(guard)
        ),
        secure=_lines(["http-request set-header X-Forwarded-Proto https"] if is_secure else []),
        cookie_secure=" secure" if is_secure else "",
        never_changing=" ".join(paths),
        cache_megabytes=CACHE_MEGABYTES,
        source=PROXY_ADDRESS,
        servers=_lines(
            f"server {number} {LOOPBACK}:{port} cookie {number}" for number, port in _numbered(plan)
        ),
        tracking=_lines(
            f"server {number} {LOOPBACK}:{port} track processes/{number}" for number, port in _numbered(plan)
        ),
    )


def unavailable_answer() -> str:
    """Return the answer of a proxy none of whose processes answers: a page that asks again by itself."""
    vietnamese, english = Words("vi"), Words("en")
    page = Template((TEMPLATES / "unavailable.html").read_text(encoding="utf-8")).substitute(
        name=escape(vietnamese("site.name")),
        vietnamese=escape(vietnamese("deploy.unavailable")),
        english=escape(english("deploy.unavailable")),
    )
    head = [
        "HTTP/1.1 503 Service Unavailable",
        "Cache-Control: no-store",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        "Retry-After: 3",
        "X-Content-Type-Options: nosniff",
    ]
    return "\r\n".join([*head, "", page])


def _bind(plan: Plan) -> str:
    address = "*" if plan.address in ("", "0.0.0.0", "*") else plan.address
    secure = f" ssl crt {plan.certificate} alpn http/1.1" if plan.certificate is not None else ""
    return f"{address}:{plan.port}{secure}"


def _spoken(guard: GuardSettings) -> list[str]:
    """Return the headers by which nobody but an outer proxy may speak."""
    login = [guard.proxy_login_header, guard.proxy_secret_header] if guard.proxy_login_header else []
    return [*OF_OUTER_PROXIES, *login]


def _numbered(plan: Plan) -> list[tuple[int, int]]:
    return list(enumerate(plan.ports, start=1))


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"{INDENT}{line}" for line in lines)
