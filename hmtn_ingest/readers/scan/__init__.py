"""Reads pictures of pages: two recognisers read the same lines, their vote becomes words with boxes and doubts."""
