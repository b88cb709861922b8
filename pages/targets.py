"""What is to be reached, by whom and by when, where it stands, and what is overdue."""

from ui.targets.view import targets_page

targets_page()
