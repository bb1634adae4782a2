"""Who has to act: subjects of clauses, duties, task tables, addressees."""
