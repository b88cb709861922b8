"""The tour: what the dashboard can do, in five minutes."""

from ui.presentation.tour import tour_page

tour_page()
