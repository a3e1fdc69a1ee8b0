"""Invented tables of protected figures, as small as a rule needs; nobody in them was ever counted."""

from collections.abc import Mapping
from datetime import date

from data.disclosure.lattice import Face, Key, Lattice
from data.disclosure.published import Hidden, Published, Shown
from data.queries.amounts import Amount
from data.queries.answer import Making, Number, Part

DAY = date(2020, 12, 31)
COUNTRY_YEAR: tuple[Face, ...] = (("country", "year"), ("year",))
BY_SEX: tuple[Face, ...] = (("country", "year"), ("year",), ("country", "year", "sex"))


def number(figure: float, country: str = "HTI", *, parts: int = 1) -> Number:
    """Return a number of one invented office, told in so many parts."""
    part = Part(Amount(figure / parts), country, "invented", "Invented Bureau", DAY, 0)
    return Number(Amount(figure), Making((part,) * parts, (), 1, 1))


def by_country(figures: Mapping[tuple[str, int], float]) -> dict[Key, float]:
    """Return cells by country and year, with the total of each year."""
    cells: dict[Key, float] = {key: float(figure) for key, figure in figures.items()}
    for year in {year for _country, year in figures}:
        cells[None, year] = sum(figure for (_country, own), figure in figures.items() if own == year)
    return cells


def lattice(cells: Mapping[Key, float], faces: tuple[Face, ...] = COUNTRY_YEAR) -> Lattice:
    """Return the table on the axes country, year and, where cells have three coordinates, sex."""
    axes = ("country", "year", "sex")[: len(next(iter(cells)))]
    return Lattice(axes, faces, {key: number(figure, str(key[0])) for key, figure in cells.items()})


def shown(table: Published) -> dict[Key, float]:
    """Return the figures that are shown."""
    return {
        key: cell.number.amount.figure
        for key, cell in table.cells.items()
        if isinstance(cell, Shown) and cell.number.amount is not None
    }


def hidden(table: Published) -> set[Key]:
    """Return the cells that are hidden."""
    return {key for key, cell in table.cells.items() if isinstance(cell, Hidden)}
