"""The presentation: its slides, their order and names, and the way into the show."""

from ui.presentation.view import present_page

present_page()
