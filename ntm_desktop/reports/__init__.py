"""The document model and its printers."""
