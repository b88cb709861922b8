"""The overview: the headline, the nation, the regions, the ten poorest provinces."""

from ui.overview_view import overview_page

overview_page()
