"""Files that are not public: their addresses ask who fetches them, each time, and nothing of them is kept.

- ``originals``: files as an office sent them.
- ``checked``: a file of a page with its cells coloured.
- ``giving``: to whom such a file is given, and why not to others.
"""
