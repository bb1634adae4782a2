"""The only door to stored documents: opening, deciding, taking in, checking."""
