"""The parts of «Thiết lập»."""
