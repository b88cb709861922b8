"""What vulture takes for dead and is not: names that only a framework, a table or another file reads.

A line names one thing; where it goes, its line goes.
"""

# Columns of the tables, which vulture does not read: they are selected by name.
one_of, optional_text, optional_whole, optional_amount, optional_real, required_flag, given_id, numbered_id
_.made_by

# Read by pydantic-settings.
_.model_config
_._is_safe
_._rise

# Makers of files, found by the name in ``exports/jobs/tasks.py``.
BRIEFS_FORMATS, SLIDES_FORMATS

# Set for openpyxl and python-pptx.
_.overlap, _.tick_label_position, _.has_major_gridlines
_.alignment
_.slide_height, _.slide_width
_.word_wrap, _.margin_bottom, _.margin_left, _.margin_right, _.margin_top
_.rgb, _.dash_style, _.smooth, _.has_data_labels, _.number_format, _.number_format_is_linked
_.has_title, _.include_in_layout, _.minimum_scale

# Part of who a visitor is, compared as a whole.
_.browser

# Set for expat.
_.buffer_text
_.StartElementHandler, _.EndElementHandler, _.CharacterDataHandler

# Set for Streamlit's loggers, and for websockets.
_.setup_formatter
_.max_message_size

# Read by typer; set for folium, pandas and websockets; an argument that copy.deepcopy gives.
_.__annotations__
_.default_js, _.default_css
_.string_storage
_.server_max_window_bits
memo

# Measured with, not shown: docs/decisions/0026-rates-on-todays-map-as-an-estimate.md.
residuals
# All sums of an area, of which pages show the first; tests add them up row by row.
sums_by_area

# Who reads: part of the key of all that is kept, read by nothing else yet.
_.account, _.reader
account

# Of accounts: asked by programs, until their door is there.
_.email
find_token

# Read by the map's script.
compact

# Read by zipfile, of a pack's entries.
_.compress_type
_.external_attr
