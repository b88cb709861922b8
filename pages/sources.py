"""Sources and method: where every figure comes from, and the rules it is shown by."""

from ui.sources.view import sources_page

sources_page()
