"""Records of displacement and evacuation: read, checked, stored and counted. Nothing of screens."""
