"""What pages share on the screen: the address, choices, notices, the search box, exhibits, the map component.

It imports everything below (charts, maps, cached, text) and no page. Start reading in ``address``
(the view in the address bar), ``current_visit`` (who looks at which store) and ``choices``.
"""
