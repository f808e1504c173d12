"""The import of a household list from Excel."""
