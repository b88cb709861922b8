"""The server around the pages: the shell that frames them, routes, the index page, compression, the start.

It may import everything in ``ui``, and nothing in ``ui`` imports it. Start reading in ``app.py``, then
``shell``, ``routes`` and ``route_failures`` (what a route answers when it cannot).
"""
