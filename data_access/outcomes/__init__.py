"""What livelihood models come to, and which repeats which; pure functions.

Start reading in ``model_summary``.
"""
