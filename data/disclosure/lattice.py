"""The fixed table on which hiding is decided: every cell that any page can show of a measure, and how cells add up.

A cell is named by one coordinate on each axis, ``None`` for all of it. On the axes country, year and sex
``("GUY", 2020, None)`` is the total of Guyana in 2020, ``("GUY", 2020, "female")`` a part of it, and
``(None, 2020, None)`` the total of the region. Filters select cells; they never make new ones. What nobody counted is
not in the table.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.queries.answer import Number

Coordinate = str | int | None
Key = tuple[Coordinate, ...]
Face = tuple[str, ...]


@dataclass(frozen=True)
class Lattice:
    """A table of counted cells with all of its totals.

    Attributes:
        axes: names of the axes in the order of the coordinates.
        faces: which axes cells are split by, those most worth showing first: where a second cell has to be hidden, it
            is one of the last face that will do. The grand total is the empty face.
        cells: the number of every cell. Each has an amount.
    """

    axes: tuple[str, ...]
    faces: tuple[Face, ...]
    cells: Mapping[Key, Number]

    def __post_init__(self) -> None:
        """Refuse a table in which a sum would escape the proof.

        Raises:
            ValueError: a cell has no amount or stands on no face, a total is missing, or two faces are linked by a sum
                of sums without the face between them.
        """
        known = {frozenset(face) for face in self.faces}
        for fine, coarse in ((fine, coarse) for fine in known for coarse in known if coarse < fine):
            if len(fine - coarse) > 1 and not any(fine - {axis} in known for axis in fine - coarse):
                raise ValueError(f"{sorted(fine)} adds up to {sorted(coarse)}, and no face stands between them.")
        for key, number in self.cells.items():
            if self.face_of(key) not in known:
                raise ValueError(f"{key} stands on none of the faces {self.faces}.")
            if number.amount is None:
                raise ValueError(f"{key} has no amount; a cell that nobody counted is left out.")
            missing = [total for total in self.totals_of(key) if total not in self.cells]
            if missing:
                raise ValueError(f"{key} is a part of {missing[0]}, which is not in the table.")

    def face_of(self, key: Key) -> frozenset[str]:
        """Return the axes that a cell is split by."""
        return frozenset(axis for axis, coordinate in zip(self.axes, key, strict=True) if coordinate is not None)

    def totals_of(self, key: Key) -> Iterator[Key]:
        """Return the cells that a cell is directly a part of, in the order of the axes."""
        known = {frozenset(face) for face in self.faces}
        for place, axis in enumerate(self.axes):
            if key[place] is not None and self.face_of(key) - {axis} in known:
                yield (*key[:place], None, *key[place + 1 :])


@dataclass(frozen=True)
class Relation:
    """A total and its parts, as places in a list of terms."""

    total: int
    parts: tuple[int, ...]

    @property
    def terms(self) -> tuple[int, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Sums:
    """All that a reader can add up in a table.

    Attributes:
        keys: the cell of each term; ``None`` for people of a total who stand in none of its parts (sex not told): no
            page shows them, and a reader finds them by subtracting.
        figures: how many people each term holds.
        worth: the place of each term's face; the highest gives way first.
        relations: which terms add up to which.
    """

    keys: tuple[Key | None, ...]
    figures: tuple[float, ...]
    worth: tuple[int, ...]
    relations: tuple[Relation, ...]


def sums_of(lattice: Lattice) -> Sums:
    """Return the terms of a table and their relations."""
    keys: list[Key | None] = sorted(lattice.cells, key=_order)
    place = {key: number for number, key in enumerate(keys)}
    figures = [_figure(lattice.cells[key]) for key in keys if key is not None]
    order = {frozenset(face): number for number, face in enumerate(lattice.faces)}
    worth = [order[lattice.face_of(key)] for key in keys if key is not None]
    relations = []
    for total, parts in _parts(lattice):
        own = [place[part] for part in parts]
        rest = figures[place[total]] - sum(figures[part] for part in own)
        if rest > 0:
            own.append(len(keys))
            keys.append(None)
            figures.append(rest)
            worth.append(len(order))
        relations.append(Relation(place[total], tuple(own)))
    return Sums(tuple(keys), tuple(figures), tuple(worth), tuple(relations))


def parts_along(lattice: Lattice, total: Key) -> list[list[Key]]:
    """Return the parts of a total, once for each axis that it can be split by, in the order of the axes."""
    return [
        sorted(
            (key for key in lattice.cells if key[place] is not None and _without(key, place) == total),
            key=_order,
        )
        for place in range(len(lattice.axes))
        if total[place] is None
    ]


def _parts(lattice: Lattice) -> Iterator[tuple[Key, list[Key]]]:
    """Return each total with its parts along one axis."""
    found: dict[tuple[Key, int], list[Key]] = defaultdict(list)
    for key in sorted(lattice.cells, key=_order):
        for total in lattice.totals_of(key):
            axis = next(place for place in range(len(key)) if key[place] != total[place])
            found[total, axis].append(key)
    for (total, _axis), parts in found.items():
        yield total, parts


def _without(key: Key, place: int) -> Key:
    return (*key[:place], None, *key[place + 1 :])


def _figure(number: Number) -> float:
    assert number.amount is not None  # held by the lattice
    return number.amount.figure


def _order(key: Key | None) -> tuple[tuple[bool, str], ...]:
    return tuple((coordinate is not None, str(coordinate)) for coordinate in key or ())
