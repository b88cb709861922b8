"""What files of exhibits and maps have alike: their names, marks, tags and workbooks; exhibits as files.

Nothing here draws on a page. It imports ``ui.charts`` and what is below, and no Streamlit. Start reading in
``exhibit_files`` (an exhibit as picture, table and workbook), ``exhibit_rows`` (its rows) and ``file_links``
(the addresses of files that are made beside the server).
"""
