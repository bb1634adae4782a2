"""Reads pictures of pages: scans and photographs, by two readers that must agree."""
