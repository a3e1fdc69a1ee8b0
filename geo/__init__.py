"""Places of the 22 Caricom states: boundaries, names, codes, distances. Knows nothing of displacement."""
