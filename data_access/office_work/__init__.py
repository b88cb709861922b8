"""The work of an office: what is due from it, what came back, what waits for approval; reminders of it.

- ``places``: whose work it is, by the rights of an account; which areas those places hold.
- ``touched``: which areas and years a file that was sent is about.
- ``work_list``: the one question that the page and the reminders ask. Start reading there.
"""
