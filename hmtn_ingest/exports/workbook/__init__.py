"""``xlsx``: a workbook for each document, as an officer would have made it."""
