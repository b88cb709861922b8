"""The map of provinces: one indicator, its years, the chosen area."""

from ui.map.view import map_page

map_page()
