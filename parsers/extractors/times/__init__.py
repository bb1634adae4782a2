"""Dates and what they are for; deadlines."""
