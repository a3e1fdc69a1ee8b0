"""Still pictures of maps and charts as SVG, made without a browser; nothing of Streamlit."""
