"""A moment as the foot of a page tells it."""

from datetime import UTC, datetime

from dashboard import formats


def stamp(moment: datetime) -> str:
    """Return a moment to the minute, UTC, in the language of the run."""
    at = moment.astimezone(UTC)
    return f"{formats.short_day(at.date())} {at:%H:%M} UTC"
