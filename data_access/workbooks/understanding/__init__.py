"""Tables that offices make themselves: what every column means, or why it is not taken.

A heading is taken only where every word of it is known and the words name one indicator of the catalogue.

- ``lexicon``, ``parsing``, ``meanings``: the words of headings, what each of them says, and which indicator
  they name together.
- ``tables``, ``headers``: where the tables of a sheet are, and the path of headings above each column.
- ``titles``, ``lines_around``, ``harmless_lines``, ``written_years``: what titles, notes and names of sheets
  say of a whole table, and which lines say nothing of it.
- ``given_choices``: what a person changed in a reading, used or refused.
- ``boundaries``, ``place_names``, ``totals``: whose figures the rows are, by which boundaries, and which
  rows are sums.
- ``reading``: the ``Reading`` of a file, which a person looks at, corrects and confirms.
- ``understand``: makes the reading, and from it the cells to be checked. Start reading there.
- ``money``: the same for tables of money by places.
"""
