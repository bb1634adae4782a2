"""Reads PDF files: their glyphs, rules, annotations and text layer."""
