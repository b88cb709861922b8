"""A place as files: the brief, its chart, the briefs of all places in it. Start reading in ``files``."""
