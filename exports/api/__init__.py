"""The addresses for programs, ``/api/v1``: the tables of ``exports.open_data`` as JSON, CSV and Parquet.

- ``application``: the FastAPI application and its mount. Start reading there.
- ``answers``: a question's answer: edition, tag, page, form.
- ``reading``: who reads, and which edition of which store.
- ``problems``: what is answered when it cannot be: a status, a sentence, the parameter at fault.
- ``bounds``: how many questions are answered at once.
- ``documentation``: the OpenAPI document and the page to try it.
"""
