"""The log of feedback on the data page: entered, listed and answered. Start reading in ``section``."""
