"""Numbers that a text names, with comparator and unit."""
