"""Takes misread words for what they must have been, in the view and never in the source."""
