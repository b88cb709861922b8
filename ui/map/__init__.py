"""The sections of the map page: its choices and the panel beside the map. Start reading in ``pages/map.py``.

Imports everything below the pages (controls, charts, maps, cached, text) and no other page.
"""
