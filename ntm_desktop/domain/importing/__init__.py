"""From a grid of cells, as offices keep their lists, to households: pure, over values."""
