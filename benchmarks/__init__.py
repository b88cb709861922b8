"""How fast a change of year reaches the screen, and what it costs: ``uv run python -m benchmarks``."""
