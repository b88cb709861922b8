"""The register of the yearly review, household by household: read, counted, and made into summary forms.

No household leaves this package: what comes out are counts of communes and of the areas above them, with
small cells hidden. Decision 0053 says why it is built so.

- ``schema``: the columns of a register; ``engines``: where its rows are counted.
- ``reading``: files of a register opened and checked.
- ``counting``: the forms, H, A and M0, and the flows of a year. Start reading in ``counting.review``.
- ``hiding``: which cells are hidden, and what an attacker could still work out.
- ``inventing``: households for the counts of the demonstration.
- ``submission``: a register's forms as a file that is sent in like any other.
- ``results``: what came of a register, kept for the page of its office.

Rules and codes of indicators come from ``data_access``; nothing here knows Streamlit or geometry.
"""
