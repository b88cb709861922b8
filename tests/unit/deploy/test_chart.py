"""The chart: its values are held by their schema, and it runs the program as it is to be run."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from data_access.__main__ import COMMANDS
from tests.unit.deploy.rendered_chart import CHART, rendered, written_template
from tests.unit.deploy.test_deployment_files import OF_OTHERS, ROOT, explained, steps

SCHEMA = Draft202012Validator(json.loads((CHART / "values.schema.json").read_text(encoding="utf-8")))


def values(**changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
    for path, value in changed.items():
        *parents, name = path.split("__")
        inner = found
        for parent in parents:
            inner = inner[parent]
        inner[name] = value
    return found


def of_kind(kind: str, **changed: Any) -> list[dict[str, Any]]:
    return [found for found in rendered(values(**changed)) if found["kind"] == kind]


def pods(**changed: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each Deployment, Job and CronJob runs, by its name."""
    for found in rendered(values(**changed)):
        spec = found.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            yield found["metadata"]["name"], spec["template"]["spec"]


def test_values_that_ship_fit_their_schema_which_names_all_of_them() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    SCHEMA.validate(values())
    named = {name for name in SCHEMA.schema["properties"] if name != "global"}
    assert named == set(values()) == set(SCHEMA.schema["required"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"replicas": 0},
        {"replicas": "3"},
        {"hosts": []},
        {"hosts": ["https://dashboard.example"]},
        {"origins": ["dashboard.example"]},
        {"image__tag": "latest"},
        {"files__size": "10"},
        {"backup__keep": 0},
        {"backup__schedule": "daily"},
        {"settings": {"DATABASE_URL": "postgresql://a:b@c/d"}},
        {"settings": {"SMTP_PASSWORD": "x"}},
        {"settings": {"APPROVAL": 1}},
        {"replica": 3},
    ],
)
def test_values_that_would_not_run_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SCHEMA.validate(values(**wrong))


def test_every_process_runs_as_nobody_and_writes_into_its_volumes_alone() -> None:
    found = dict(pods())
    assert set(found) == {"monitor", "monitor-migrate-1", "monitor-backup"}
    image = dict(steps())
    for name, pod in found.items():
        assert (
            f"{pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}" == image["USER"]
        )
        (container,) = pod["containers"]
        security = container["securityContext"]
        assert security["readOnlyRootFilesystem"] is True, name
        assert security["capabilities"] == {"drop": ["ALL"]}
        mounts = {mount["mountPath"] for mount in container["volumeMounts"]}
        assert {image["VOLUME"], "/tmp"} <= mounts
        named = {mount["name"] for mount in container["volumeMounts"]}
        assert named == {volume["name"] for volume in pod["volumes"]}


def test_commands_settings_and_addresses_are_those_of_the_program() -> None:
    known, routes = explained() | OF_OTHERS, {"/live", "/ready"}
    for _, pod in pods():
        (container,) = pod["containers"]
        command = container.get("command", ["python", "-m", "data_access", "migrate"])
        assert command[:3] == ["python", "-m", "data_access"]
        assert command[3] in COMMANDS
        assert {entry["name"] for entry in container["env"]} <= known
        probes = [probe for name, probe in container.items() if name.endswith("Probe")]
        assert {probe["httpGet"]["path"] for probe in probes} <= routes
    (settings,) = of_kind("ConfigMap", settings={"APPROVAL": "1"}, hosts=["a.example", "b.example"])
    assert set(settings["data"]) <= known
    assert (settings["data"]["APPROVAL"], settings["data"]["ALLOWED_HOSTS"]) == ("1", "a.example,b.example")
    assert "secretKeyRef" in (CHART / "templates" / "processes.yaml").read_text(encoding="utf-8")


def test_everything_selected_is_there_and_what_is_switched_off_is_not() -> None:
    (server,) = of_kind("Deployment", replicas=5)
    (service,) = of_kind("Service")
    labels = server["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"].items() <= labels.items()
    assert server["spec"]["replicas"] == 5
    claims = {claim["metadata"]["name"] for claim in of_kind("PersistentVolumeClaim")}
    claimed = {
        volume["persistentVolumeClaim"]["claimName"]
        for _, pod in pods()
        for volume in pod["volumes"]
        if "persistentVolumeClaim" in volume
    }
    assert claims == claimed == {"monitor-files", "monitor-backups"}
    (ingress,) = of_kind("Ingress", hosts=["a.example", "b.example"])
    assert [rule["host"] for rule in ingress["spec"]["rules"]] == ["a.example", "b.example"]
    assert of_kind("Ingress", ingress__enabled=False) == of_kind("CronJob", backup__enabled=False) == []
    assert len(of_kind("Deployment", backup__enabled=False, ingress__enabled=False)) == 1


def test_versions_of_chart_image_and_program_are_one() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
    program = f'version = "{chart["appVersion"]}"'
    assert program in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert values()["image"]["tag"] == chart["appVersion"]
    compose = (ROOT / "deploy/compose/compose.yaml").read_text(encoding="utf-8")
    assert f"poverty-reduction-monitor:{chart['appVersion']}" in compose


def test_templates_that_helm_would_read_otherwise_are_not_understood() -> None:
    facts = {"Values": copy.deepcopy(values()), "Release": {"Name": "a", "Revision": 1}}
    for text in ('{{ include "labels" . }}', "{{ .Values.none }}", "{{ end }}"):
        with pytest.raises((AssertionError, KeyError)):
            written_template(text, facts)
