"""The log of feedback: what citizens and communes said, which office is to answer, and what it answered.

- ``entering``: entered, answered, withdrawn, each in one change. Start reading there.
- ``personal_data``: what a text must not hold: names, identity numbers, phone numbers, addresses of mails.
- ``reading``: the list for offices, the counts for everybody.
"""
