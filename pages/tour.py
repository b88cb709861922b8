"""The tour: what the dashboard can do, in five minutes."""

from ui.tour_view import tour_page

tour_page()
