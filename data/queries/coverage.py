"""What the store holds: how many records of which measure, source and country, and from when to when."""

from dataclasses import dataclass, fields
from datetime import date

from data.queries.filters import Shape
from data.store.engine import Engine


@dataclass(frozen=True, slots=True)
class Coverage:
    """One measure of one source in one country."""

    measure: str
    source: str
    country_iso3: str
    records: int
    first: date
    last: date


def coverage(engine: Engine) -> tuple[Coverage, ...]:
    """Return the coverage of the current records, in order of measure, source and country."""
    columns = engine.columns("coverage", Shape(), {})
    entries = [Coverage(*row) for row in zip(*(columns[one.name] for one in fields(Coverage)), strict=True)]
    return tuple(sorted(entries, key=lambda entry: (entry.measure, entry.source, entry.country_iso3)))
