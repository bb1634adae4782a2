"""Events: announced days and batches of days."""
