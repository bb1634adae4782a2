"""Spreadsheets: .xlsx and .xls through calamine, .ods from its XML, .csv; annexes mostly, with one table a sheet."""
