"""What can go wrong with a place.

::

    GeoError
    ├── BundleError      a file under geo/bundled is missing or is not what its SOURCE.toml says
    ├── BuildError       the files under geo/bundled cannot be made again
    └── PlaceError       what was asked about a place cannot be answered
        └── CoordinateError  a latitude or longitude is no position on Earth, or the two are swapped
"""


class GeoError(Exception):
    """Root of all errors of this room; raise one of the classes below it."""


class BundleError(GeoError):
    """A shipped file is missing or damaged; for a file that is only being made take ``BuildError``."""


class BuildError(GeoError):
    """An input of the build is missing, has another version or no longer fits its repair."""


class PlaceError(GeoError):
    """A question about a place cannot be asked so, such as a country we do not know of.

    A name that is merely not found is no error: the answer is a match whose ``how`` is ``none``.
    """


class CoordinateError(PlaceError):
    """A latitude or longitude is out of range, or both are swapped; for names take ``PlaceError``."""
