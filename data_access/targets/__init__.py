"""Targets against results: the goal, the points reached so far, and the rule that says where a target stands.

Start reading in ``target_status`` (the rule), then ``target_standings`` (the rows it is applied to).
"""
