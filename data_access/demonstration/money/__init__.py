"""The invented money of the demonstration store. Start reading in ``plan``."""
