"""What tells one briefing from another: its moment, and the lines that say which it is and how it is made again."""

from datetime import UTC, datetime

from dashboard import formats
from dashboard.briefings.content import Briefing


def stamp(moment: datetime) -> str:
    """Return a moment to the minute, UTC, in the language of the run."""
    at = moment.astimezone(UTC)
    return f"{formats.short_day(at.date())} {at:%H:%M} UTC"


def imprint(briefing: Briefing) -> tuple[str, ...]:
    """Return which briefing this is, for whom, of which moment and by which program, and the way back to it."""
    words = briefing.labels
    return (
        words["briefing"].format(id=briefing.id),
        words[briefing.audience.value],
        words["made"].format(moment=stamp(briefing.made_at)),
        words["id"].format(id=briefing.id),
        known_words(briefing),
        f"{words['program']} {briefing.versions.program} \u00b7 {briefing.versions.boundaries}",
        briefing.way_back,
    )


def known_words(briefing: Briefing) -> str:
    """Return what the store knew when the briefing was made."""
    words = briefing.labels["known_at"]
    return words.format(moment=stamp(briefing.known_at), generation=briefing.generation)
