"""What the program knows: pure values and functions, no I/O, no clock, no Qt, no SQL."""
