"""A presentation as PowerPoint slides. Start reading in ``deck``."""
