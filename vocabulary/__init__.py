"""What the store, the geometry and the interface name alike, so that none of them has a copy of its own.

- ``catalogues``: the languages, and each one's texts by their keys.
- ``words``: a text with its facts filled in; numbers, dates and lists as a language writes them.
- ``vintages``: the codes of the sets of boundaries.
- ``program_version``: the version of the program in addresses and names of files that are kept.

Imports no other package of the project.
"""
