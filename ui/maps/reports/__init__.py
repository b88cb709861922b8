"""The map of offices: who has sent a report and who has not. Start reading in ``picture``.

It imports the rest of ``ui.maps``, whose ``kinds`` alone imports it.
"""
