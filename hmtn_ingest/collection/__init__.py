"""What is seen over many documents: what is due, planned and reached, the list of documents, comparisons. Pure."""
