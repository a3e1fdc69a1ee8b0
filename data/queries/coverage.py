"""What the store holds: how many records of which measure, source and country, and from when to when."""

from dataclasses import dataclass, fields, replace
from datetime import date

from data.queries.filters import Shape
from data.schema import is_protected
from data.store.engine import Engine


@dataclass(frozen=True, slots=True)
class Coverage:
    """One measure of one source in one country.

    Of a protected measure only the years are told, and ``records`` is missing: an office may write one row for a case.
    """

    measure: str
    source: str
    country_iso3: str
    records: int | None
    first: date
    last: date


def coverage(engine: Engine) -> tuple[Coverage, ...]:
    """Return the coverage of the current records, in order of measure, source and country."""
    columns = engine.columns("coverage", Shape(), {})
    entries = [Coverage(*row) for row in zip(*(columns[one.name] for one in fields(Coverage)), strict=True)]
    entries = [_protected(entry) if is_protected(entry.measure) else entry for entry in entries]
    return tuple(sorted(entries, key=lambda entry: (entry.measure, entry.source, entry.country_iso3)))


def _protected(entry: Coverage) -> Coverage:
    return replace(entry, records=None, first=date(entry.first.year, 1, 1), last=date(entry.last.year, 12, 31))
