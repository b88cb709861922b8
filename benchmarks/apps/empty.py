"""The least a rerun can do: count."""

import streamlit as st

st.button("next year")
st.session_state["count"] = st.session_state.get("count", 0) + 1
st.write(f"Run {st.session_state['count']}")
