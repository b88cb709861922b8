"""Several processes of the dashboard on one machine behind one proxy: ``uv run python -m deploy up``.

- ``plan``: what is to run where, and what is refused with a sentence.
- ``programs``: where the proxy's program is.
- ``proxy``: the proxy's configuration, written from ``templates``.
- ``processes``: one child process: started, ended, started again.
- ``standing_back``: ``app.py`` as it is started again, behind those that serve meanwhile.
- ``supervisor``: all of them together, until somebody says that they are to end.
- ``asking``: what a process says of itself.
- ``running``: which deployment runs in a folder, for ``status``, ``restart`` and ``down``.
- ``replacing``: each process gives its place to a new one, for ``restart``.
- ``commands``: what a person asks for.

Start reading in ``commands``. Why HAProxy, and what each process may keep for itself: decision 0056.
"""
