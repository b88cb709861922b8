"""Apache Spark as what counts a register, where the machine of an office is too small for it.

``java`` finds the Java that Spark runs in, ``engine`` asks its questions. PySpark is imported when a register
is counted by it and never before: it is in a group of its own (``spark`` in pyproject.toml).
"""
