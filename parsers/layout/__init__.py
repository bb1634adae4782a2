"""The form of a document after Nghị định 30/2020/NĐ-CP: its zones, outline, header and tables."""
