"""Everything public in one archive: tables as CSV and Parquet, their meaning, licences, checksums, citation.

- ``rows``: the rows of each table, piece by piece.
- ``table_files``: a table as CSV and Parquet while its rows come.
- ``package``: the description as a Frictionless data package.
- ``archive``: the archive with its papers. Start reading there.
- ``keeping``: the archive of a load in ``VAR_DIR``; ``publications``: made anew after each of them.
"""
