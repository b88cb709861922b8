"""A boundary file opened: what kind it is, its tables and their shapes. Start reading in ``reading``."""
