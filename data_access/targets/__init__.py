"""Targets against results: the goal, the points reached so far, and the rule that gives a target its status.

Start reading in ``status_rule``, then ``targets_with_status`` (the rows it is applied to).
"""
