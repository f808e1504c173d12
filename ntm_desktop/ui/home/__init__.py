"""Parts of the first page: figures, bars, what waits."""
