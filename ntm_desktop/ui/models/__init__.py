"""Item models over services."""
