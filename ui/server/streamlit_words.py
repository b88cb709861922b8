"""Streamlit's own words, such as "Choose options", in the language of the page: it speaks English alone.

A script in the page puts ours in their place, wherever Streamlit writes exactly these words. What holds a
number or a name is left as it is; docs/accessibility.md says what remains.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geo.choropleth import script_literal
from vocabulary.catalogues import DEFAULT_LANGUAGE
from vocabulary.words import Words

SCRIPT = Path(__file__).parents[1] / "assets" / "streamlit_words.js"
# What Streamlit writes → the key of our words.
KEYS = {
    "Add an option": "add_option",
    "Add files": "add_files",
    "Add options": "add_options",
    "Browse files": "browse",
    "Choose an option": "choose_one",
    "Choose date": "choose_date",
    "Choose options": "choose_several",
    "Choose or add an option": "choose_or_add",
    "Clear all": "clear_all",
    "Clear entry": "clear",
    "Clear selection": "clear_selection",
    "Clear value": "clear",
    "Close": "close",
    "Close Search": "close_search",
    "Close fullscreen": "close_full",
    "Collapsed": "collapsed",
    "Connecting": "connecting",
    "Connection error": "connection_error",
    "Connection timed out.": "connection_timed_out",
    "Connection lost. Please wait for the app to reconnect, then try again.": "connection_lost",
    "Copy": "copy",
    "Copy to clipboard": "copy",
    "Decrement": "less",
    "Dismiss": "close",
    "Download as CSV": "as_csv",
    "Download as PNG": "as_png",
    "Download failed": "download_failed",
    "Drag and drop a file here": "drop_one",
    "Drag and drop file here": "drop_one",
    "Drag and drop files here": "drop_several",
    "File size is too small.": "too_small",
    "Fullscreen": "full",
    "Help": "help",
    "Hide column": "hide_column",
    "Hide password": "hide_password",
    "Increment": "more",
    "Link to heading": "link",
    "Loading...": "loading",
    "Main menu": "menu",
    "Next": "next",
    "Next Result": "next",
    "Next month": "next_month",
    "No options": "nothing_to_choose",
    "No options to select": "nothing_to_choose",
    "No results": "nothing_found",
    "Open": "open",
    "Page not found": "page_not_found",
    "Please wait...": "wait",
    "Press Enter to apply": "enter",
    "Previous": "previous",
    "Previous Result": "previous",
    "Previous month": "previous_month",
    "Print": "print",
    "Rerun": "again",
    "Retry": "again",
    "Running...": "working",
    "Search": "search",
    "Select all": "select_all",
    "Selected values": "selected",
    "Settings": "settings",
    "Show chart": "as_chart",
    "Show data": "as_data",
    "Show password": "show_password",
    "Show suggestions": "suggestions",
    "Show/hide columns": "columns",
    "Stop": "stop",
    "Stopping...": "stopping",
    "The page that you have requested does not seem to exist. Running the app's main page.": "no_such_page",
    "Upload": "upload",
    "Upload failed": "upload_failed",
    "Values": "selected",
    "View less": "view_less",
    "empty": "empty",
}


@cache
def words_script() -> str:
    """Return the script that can put our words in place of Streamlit's, and take them back."""
    words = Words(DEFAULT_LANGUAGE)
    pairs = [[english, words(f"streamlit.{key}")] for english, key in KEYS.items()]
    limit = words("streamlit.per_file", size="$1")
    script = SCRIPT.read_text(encoding="utf-8")
    return script.replace("__PAIRS__", script_literal(pairs)).replace("__LIMIT__", script_literal(limit))
