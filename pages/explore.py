"""The explorer: the catalogue of indicators, and every way to look at one or two of them."""

from ui.explore.view import explore_page

explore_page()
