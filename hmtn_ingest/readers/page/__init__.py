"""Words on a page to lines, columns, tables and paragraphs, whoever found the words."""
