"""The second reader, learned from corrections: its disagreement is a doubt or a place to look at, never a fact."""
