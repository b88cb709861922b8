"""What came of the money; pure functions.

``measure_facts`` says what is known of a project's measures in a place, ``project_reach`` whether a project
applies there; ``model_summary`` what livelihood models come to, ``model_lineage`` which repeats which.
"""
