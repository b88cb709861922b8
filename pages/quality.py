"""How good the figures are: what is missing, late, out of balance, out of line, without document."""

from ui.quality.view import quality_page

quality_page()
