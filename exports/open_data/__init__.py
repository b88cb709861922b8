"""The figures as tables for programs: which tables there are, their columns, and how they are written.

- ``columns``: what each column holds. ``listed_columns`` has those of every table.
- ``questions``: what may be asked of a table; ``places`` reads the keys of areas.
- ``figures``, ``catalogues``, ``programme``: the rows of each table, from the frames that pages show.
- ``every_table``: all tables by name. Start reading there.
- ``marks``: load, licence and the mark of simulated figures, in every row.
- ``written``: rows as JSON, CSV and Parquet.
- ``sdmx``, ``sdmx_json``: figures as statistical programs read them.
"""
