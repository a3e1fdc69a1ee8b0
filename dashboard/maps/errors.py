"""What can go wrong while a map is built.

MapError
├── LayerInputError   a table given to a layer, or edges given to a scale, cannot be drawn
└── AssetError        the files that the browser needs are not there and cannot be put there
"""


class MapError(Exception):
    """Root of all errors of the map; catch it at the page, raise one of its children."""


class LayerInputError(MapError):
    """A table misses a column, repeats a code or holds a value that no map can show.

    Raise it at the door of a layer with all failing records in the text. For files take `AssetError`.
    """


class AssetError(MapError):
    """The boundaries cannot be handed to the browser. For a bad table take `LayerInputError`."""
