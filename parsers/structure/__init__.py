"""The form of a document: lines, numbering, zones, section tree, tables over pages."""
