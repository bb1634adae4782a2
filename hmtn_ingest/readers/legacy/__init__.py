"""Reads what Word wrote before .docx, and OpenDocument: .doc, .rtf, .odt, Word 2003 XML."""
