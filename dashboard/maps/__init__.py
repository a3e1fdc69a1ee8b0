"""The map as values: layers, classes and legend that are built and tested without a screen."""
