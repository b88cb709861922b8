"""Bars of many viewers, of memory and of killed processes: the dashboard beside a bare Streamlit script.

The script only counts (``apps/empty.py``). The same viewers drive both in the same way, one after the
other: as many of them, as often, at as many processes, behind the same proxy and supervisor where there are
several.
"""
