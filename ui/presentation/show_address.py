"""Where the show of a presentation is, and in which palettes."""

ADDRESS = "/present/show"
PALETTES = ("bright", "dark")
