"""A pack: one folder that opens by a double click, with the pages of a place and of every place in it.

Start reading in ``making``: ``naming`` finds the place that a person named, ``extent`` says which places come
along, ``language_part`` writes their pages, maps, sheets and slides, ``folder`` the files. ``static`` is the
program that the browser runs, ``sending`` is the address that makes a pack for a visitor.
"""
