"""The pages by which an administrator keeps the accounts of others: invited, given rights, ended.

They show no figure and no file. Each step asks again, in its own change, whether an administrator takes it.

- ``routes``: the addresses. Start reading there.
- ``list_page``: every account, and the form that invites somebody. ``person_page``: one account.
- ``steps``: what the forms do. ``area_choice``: a typed name of an area, made one area.
- ``elements``: fields and parts that these pages share.
"""
