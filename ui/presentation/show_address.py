"""Where the show of a presentation is, and in which palettes."""

ADDRESS = "/present/show"
PALETTES = ("bright", "dark")
# Asks for the presentation that the browser keeps, in place of one in the address.
KEPT = "kept"
