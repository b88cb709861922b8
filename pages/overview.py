"""The overview: the headline, the nation, the regions, the ten poorest provinces."""

from ui.overview.view import overview_page

overview_page()
