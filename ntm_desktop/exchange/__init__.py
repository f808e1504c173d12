"""Packages as bytes: cards, bags, seals. Knows no database."""
