"""Which addresses a phone can use."""

import pytest

from ui.server.network_address import first_outward, is_this_machine, listens_here_only, network_address


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "", "a.localhost"]
)
def test_name_of_this_machine_for_itself_is_known_as_such(host: str) -> None:
    assert is_this_machine(host)
    assert listens_here_only(host) == bool(host) or host == ""


@pytest.mark.parametrize("host", ["192.168.1.5", "bao-cao.tinh.vn", "0.0.0.0", "10.0.0.1", "fe80::1"])
def test_address_of_a_network_is_no_address_of_this_machine_alone(host: str) -> None:
    assert not is_this_machine(host)
    assert not listens_here_only(host)


def test_server_that_listens_everywhere_can_be_reached() -> None:
    assert not listens_here_only(None)


def test_first_address_that_others_can_use_is_taken() -> None:
    assert first_outward(["127.0.0.1", "0.0.0.0", "169.254.3.4", "192.168.1.5", "10.0.0.1"]) == "192.168.1.5"
    assert first_outward(["127.0.1.1"]) == ""
    assert first_outward([]) == ""


def test_own_address_is_outward_or_there_is_none() -> None:
    found = network_address()
    assert not found or not is_this_machine(found)
