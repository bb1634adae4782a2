"""The pages of the application: layout only. What they show is made in ``hmtn_ingest.review``, kept by the store."""
