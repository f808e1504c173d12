"""Offline desktop program for the movement «chung sức xây dựng nông thôn mới»."""

__version__ = "0.1.0"
