"""The invented results and registers of the demonstration store. Start reading in ``reported``."""
