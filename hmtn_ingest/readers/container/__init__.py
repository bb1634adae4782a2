"""Files that hold several documents: archives (.zip) and messages (.eml, .msg). Nothing of them is written to disk."""
