"""The two panes of the review page as Streamlit components: the source on the left, the record on the right."""
