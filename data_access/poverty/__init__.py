"""Measures of poverty from counts alone. Start reading in ``adjusted_poverty`` (M0 of the registry)."""
