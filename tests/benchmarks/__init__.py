"""Benchmarks: ratios against a baseline measured in the same run. `python3 packaging/dev.py bench`."""
