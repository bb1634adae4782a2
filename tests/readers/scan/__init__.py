"""Pictures of pages through the real recognisers."""
