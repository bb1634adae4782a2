"""Specimens of our own writing: sources, maker and reviewed gold. Nothing here is imported by the program."""
