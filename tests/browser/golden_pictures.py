"""Pictures written down: what each area looked like when somebody last looked at it with care."""

import json
import os
from pathlib import Path

import pytest

from tests.browser.map_picture import MapPicture

FOLDER = Path(__file__).with_name("golden")
RENEWING = "RENEW_GOLDEN"


def assert_as_written_down(name: str, picture: MapPicture) -> None:
    """Hold legend and areas (code, class, colour, label) to ``golden/<name>.json``.

    With RENEW_GOLDEN=1 in the environment the file is written anew and the test fails, so that nobody
    renews it without looking at the difference.
    """
    seen = {"legend": picture.legend(), "areas": picture.areas()}
    file = FOLDER / f"{name}.json"
    if os.environ.get(RENEWING):
        file.write_text(written(seen), encoding="utf-8")
        pytest.fail(f"{file.name} is written anew: look at the difference, and run again without {RENEWING}")
    assert seen == json.loads(file.read_text(encoding="utf-8"))


def written(seen: dict[str, list[dict[str, str]]]) -> str:
    """Return the picture as JSON with one line for each class and each area."""
    parts = [
        f'"{part}": [\n' + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]"
        for part, lines in seen.items()
    ]
    return "{" + ",\n".join(parts) + "}\n"
