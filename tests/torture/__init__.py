"""Breaking the program on purpose, and proving that nothing was lost."""
