"""Spreadsheets as people keep them: files in, grids of cells out."""
