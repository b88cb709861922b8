"""What stands before every page and address: who is answered, how much one visitor may ask.

- ``settings``: names, origins, proxies and numbers, from the environment.
- ``before_everything``: the middleware that asks the others in their order. Start reading there.
- ``peer``: from which address a request comes.
- ``proven_login``: whom a trusted proxy says it has let in.
- ``hosts``: for which names and to pages of which origins this server answers.
- ``connections``, ``token_bucket``: how many pages one address may have open, and how fast it may open them.
- ``messages``, ``unfolding``: how fast a page may send messages, and how large they may be.
- ``bodies``: how much a request may carry, and whose files are taken.
- ``closed_paths``: Streamlit's addresses that no page needs.
- ``answer_headers``: what a browser is told with every answer.
- ``request_ids``: the number of a request, in its answer and in every log line.
- ``refusals``: how a request is refused.
"""
