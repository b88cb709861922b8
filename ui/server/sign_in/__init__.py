"""Pages by which people sign in and keep what belongs to their account: small documents without a script.

- ``routes``: the addresses. Start reading there.
- ``sign_in_page``, ``invitation_page``, ``account_page``: what is on each, and what its forms do.
- ``forms``: a form that was sent: bounded, and from a page of ours.
- ``browser``: what a browser keeps: cookies, and where it goes next.
- ``people``: the accounts of others, for administrators.
- ``provider``: signing in by a provider of identities.
- ``drawing``: the frame of these pages and their fields.
"""
