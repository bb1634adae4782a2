"""How the tables of the store came to be, one file a change; a database is brought up to date when it is opened.

A file is never changed once it was released. A new one takes the next number, ``down_revision`` names the one before,
and ``HEAD`` in :mod:`hmtn_ingest.store.database` moves to it. Nothing leads
back: an older program refuses a newer database.
"""
