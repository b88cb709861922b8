"""The work list of whoever is signed in, the first section of the data page. Start reading in ``section``."""
