"""Funding: planned, assigned and disbursed for any place and period, beside need, with every document."""

from ui.funding.view import funding_page

funding_page()
