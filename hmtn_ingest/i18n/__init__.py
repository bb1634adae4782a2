"""What is said to people, in Vietnamese and in English."""
