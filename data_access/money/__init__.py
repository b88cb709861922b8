"""Arithmetic of money, without any database: pace, spread over households, fragmentation, need, sharing out.

``money_counting`` says which rows may be added up. Start reading there.
"""
