"""The place «Hộ gia đình»: its parts."""
