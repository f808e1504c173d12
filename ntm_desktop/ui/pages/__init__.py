"""The places of the program, one file a place."""
