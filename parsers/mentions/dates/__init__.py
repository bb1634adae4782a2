"""Dates, periods and repetitions that a text names."""
