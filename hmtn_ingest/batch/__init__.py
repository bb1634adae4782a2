"""Whole folders of documents: the run, its workers and their journal."""
