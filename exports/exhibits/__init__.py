"""A single chart of a page as a picture, found by its address. Start reading in ``found``."""
