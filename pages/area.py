"""One place: what it is and was, how poor, on which dimensions, with which figures."""

from ui.place.view import area_page

area_page()
