"""Data brought in by an office: official boundaries it is licensed to use."""

from ui.data.view import data_page

data_page()
