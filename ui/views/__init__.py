"""What Streamlit shows: one module a page, beside the parts that pages are made of."""
