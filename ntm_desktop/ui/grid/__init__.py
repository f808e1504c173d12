"""The task grid: its view, keys, clipboard and the strip below it."""
