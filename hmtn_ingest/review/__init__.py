"""What people decide about a record, and the record that comes of it; nothing here opens a file or a database."""
