"""Age bands as sources write them: their order, and whether they may be added."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from data.queries.answer import Row

_SPAN = re.compile(r"^(\d+)\s*(?:-+|\u2013|to)\s*(\d+)")
_OPEN = re.compile(r"^(\d+)\s*\+|^(?:over|>=?)\s*(\d+)")
_UNDER = re.compile(r"^(?:under|<)\s*(\d+)")
_OLDEST = 200
_ONE_BAND_EACH = frozenset({"ctdc"})
"""Sources that put each person into one band: where the age is not known nearer, into 0-17 or 18+."""


def ages_of(band: str) -> tuple[int, int] | None:
    """Return the first and last year of age of a band; ``None`` where its words do not say them."""
    text = band.strip().casefold()
    if found := _SPAN.match(text):
        return int(found[1]), int(found[2])
    if found := _OPEN.match(text):
        return int(found[1] or found[2]), _OLDEST
    if found := _UNDER.match(text):
        return 0, int(found[1]) - 1
    return None


def in_order(bands: Iterable[str]) -> list[str]:
    """Return bands from the youngest to the oldest, those without ages last."""
    return sorted(bands, key=lambda band: (ages_of(band) or (_OLDEST, _OLDEST), band))


def overlap(bands: Iterable[str | None]) -> bool:
    """Return whether people may be in two of the bands: 0-17 and 12-17, or words beside ages."""
    named = {band for band in bands if band and band.casefold() != "unknown"}
    spans = sorted(span for span in map(ages_of, named) if span is not None)
    if spans and len(spans) < len(named):
        return True
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


def rows_overlap(rows: Sequence[Row]) -> bool:
    """Return whether the rows of an answer by age count some people twice."""
    sources = {part.source for row in rows for part in row.number.making.parts}
    return not sources <= _ONE_BAND_EACH and overlap(row.by.get("age_band") for row in rows)
