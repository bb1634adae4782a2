"""The database: documents, their records, what people decided, and the search over them."""
