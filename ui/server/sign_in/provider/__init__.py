"""Signing in by a provider of identities (OpenID Connect), such as Keycloak or Microsoft Entra.

- ``settings``: which provider, and as what this server is known to it.
- ``under_way``: what a browser keeps between leaving for the provider and coming back.
- ``client``: what is asked of the provider, and what it answers.
- ``link``: the way in, on the pages where people sign in.
- ``routes``: the two addresses. Start reading there.
"""
