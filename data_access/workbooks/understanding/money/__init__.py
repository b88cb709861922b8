"""Money tables of an office's own, by places: whose money each column is, and how far it has come.

A column is taken where every word of its whole path is known and the words, with those of the title, name one
fund, one stage and a year. Start reading in ``columns``, then ``wholes``.

- ``phrases``, ``meanings``: the words of headings and titles, and the fund and stage that they name together.
- ``columns``: the columns as a person looks at them.
- ``wholes``: which fund a column of totals is of, and whether totals and their parts agree.
- ``cells``: the amounts of the columns that are taken, with their places.
- ``records``: what they are checked by, and the records of money that they come to.
- ``telling``: what is missing or contradicts itself.
"""
