"""Reads .docx files (ECMA-376)."""
