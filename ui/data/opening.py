"""Who may change data: visitors at this machine, or all once a setting says so."""

from __future__ import annotations

import ipaddress
import os

import streamlit as st

OPENING_SETTING = "DATA_PAGES_OPEN"


def may_change_data() -> bool:
    """Return whether this visitor may change data: one at this machine, or any once a setting says so.

    There is no sign-in yet, so only a visitor on the same machine is trusted.
    """
    address = st.context.ip_address
    if address is None or os.environ.get(OPENING_SETTING, "") == "1":
        return True
    return ipaddress.ip_address(address).is_loopback
