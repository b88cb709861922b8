"""A single chart as a picture or a page for a frame, found by its address. Start reading in ``found``."""
