"""Two records side by side: which facts belong together, and in what they differ."""
