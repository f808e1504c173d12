"""The first start: a short path from nothing to an office at work."""
