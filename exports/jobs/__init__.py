"""Files that are taken away are made as jobs in worker processes, beside the server and never in it.

- ``line``: who is served next, and how many may wait.
- ``workers``: the processes, kept warm; ``tasks``: what they do; ``work``: what is asked of them.
- ``job``: one visitor's job, from its place in the line to its end.
- ``answering``: how an address answers with the file; ``progress_page``: the page with the bar that moves.
- ``documents``: finished files that wait to be fetched.

Start reading in ``answering``.
"""
