"""Altair charts, one module each, made from values; nothing of Streamlit."""
