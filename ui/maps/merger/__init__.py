"""Before and after the merger of 2025 on one map: what both sides are made of, what is said of them together.

Start reading in ``sides``. It imports the rest of ``ui.maps``, whose ``kinds`` alone imports it.
"""
