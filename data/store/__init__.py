"""Where records are kept: imported once, never changed, undone by a new fact."""
