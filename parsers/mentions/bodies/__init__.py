"""Bodies that a text names: their names, lists and groups, and which name means which body."""
