"""Use cases, one file a noun; each returns what changed."""
