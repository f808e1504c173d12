"""One builder a document."""
