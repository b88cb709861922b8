"""How good the figures are: what is missing, late, out of balance, out of line, without document."""

from ui.quality_view import quality_page

quality_page()
