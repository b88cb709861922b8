"""The register page: results of registers that commands left, shown to their offices and handed in.

The register itself is read by ``python -m microdata keep`` and never sent through a browser. ``choice``
chooses among the results that whoever asks may see; ``reading`` says what was read, ``agreement`` what does
not agree, ``tables`` what will be published, and ``handing_in`` makes a submission of it like any other.
"""
