"""Briefings: content as values, then one module per form; nothing of Streamlit."""
