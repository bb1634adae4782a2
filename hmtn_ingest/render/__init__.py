"""Facts and documents made visible: described in words, marked in their text, as HTML."""
