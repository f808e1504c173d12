"""Placeholder while the real one is being written."""


def add_parsers(_commands: object) -> None:
    """Add nothing yet."""
