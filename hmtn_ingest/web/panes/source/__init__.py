"""The source pane of the review page: text or pages with a mark over every fact."""
