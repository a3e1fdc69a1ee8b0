"""Which measures the store knows of a state."""

from collections.abc import Iterable

from dashboard.headlines import MEASURE_LABELS
from data.queries.coverage import Coverage
from data.schema import is_protected


def stored_measures(country: str, stored: Iterable[Coverage]) -> list[str]:
    """Return the measures of which the store has a figure for a state, without those about protection."""
    here = {one.measure for one in stored if one.country_iso3 == country}
    return [name for name in MEASURE_LABELS if name in here and not is_protected(name)]
