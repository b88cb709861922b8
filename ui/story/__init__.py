"""The story page: every element of docs/design-language.md with real figures, for those who work on it.

Shown at ``/story`` where ``STORY_PAGE=1`` is set, and to no visitor otherwise. Start reading in
``elements.py``.
"""
