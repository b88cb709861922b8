"""Accounts: who is known, which rights they were given, and by what they are recognised.

They live in the published store's database. Of every secret (session, token, invitation) only the digest is
stored, so that nobody who reads the database or a backup can sign in with it.

- ``facts``: what is known of somebody who asks, and of a right: plain values, no rows.
- ``reading``: who holds a session or a token, and which rights they have. Start reading there.
- ``secret_tokens``: the secrets and their digests.
- ``login_names``: which names are taken, and which are the same.
- ``managing``: accounts and their rights, made and ended.
- ``administering``: the same as an administrator does it on a page; ``people``: what they see of accounts.
- ``sessions``: sessions, begun, seen and ended.
- ``signing_in``: a password typed, chosen or changed, from the form to the session.
- ``provided``: signing in by a provider of identities.
- ``passwords``, ``throttling``, ``invitations``: what that rests on.
- ``settings``: how long sessions and links hold.
- ``rights``, ``area_tree``: what somebody may do where, and what is below an area, as pure functions;
  ``reading_areas`` reads the areas.
- ``allowed``, ``visible``: the same, asked within a change of loads, and of the files that a reader sees.
- ``telling_the_database``: who reads, told to PostgreSQL, which holds the files of offices to it by itself.
- ``own_cells``: small cells as their own office sees them.
"""
