"""The editor of the household's task list: a typed list becomes a new edition."""
