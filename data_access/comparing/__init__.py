"""What may be compared with what: classes of comparability, changes between years, restating to new areas.

Pure functions on frames. Start reading in ``comparability`` and ``restating``; estimates are in
``weighted_means``.
"""
