"""What is compared: each script here is a Streamlit application of its own, served by ``served.py``."""
