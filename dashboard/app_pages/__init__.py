"""One module per page; each draws what queries, maps and charts made, and decides nothing."""
