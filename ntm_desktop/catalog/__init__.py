"""Data packs from resources, decoded strictly into domain types."""
