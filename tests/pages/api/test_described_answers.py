"""Whatever is asked within the description is answered as it says, and what lies outside it is refused."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from starlette.applications import Starlette

from exports.api.application import api_routes

EXAMPLES = 25
# A question of the right form may ask for what the store does not have, or for years that fall.
ACCEPTED = ["2xx", "304", "404", "422"]
CONFIG = SchemathesisConfig.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}}
)
APP = Starlette(routes=api_routes())
DESCRIPTION = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP, config=CONFIG)
pytestmark = [pytest.mark.api, pytest.mark.usefixtures("small_country")]


@DESCRIPTION.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Any) -> None:
    case.call_and_validate()
