"""The parts of the page Movements, and with which of them a choice opens."""

from enum import StrEnum

from dashboard.language import gettext as _
from dashboard.selection import Selection
from data.events import BY_ID


class Part(StrEnum):
    """One part; the value stands in the address."""

    PAIRS = "pairs"
    RETURNS = "returns"
    WITHIN = "within"
    MISSING = "missing"


PARTS: tuple[str, ...] = tuple(Part)


def part_label(code: str) -> str:
    """Return what a part shows."""
    return {
        Part.PAIRS: _("Who comes from where"),
        Part.RETURNS: _("Deported and returned"),
        Part.WITHIN: _("Moved inside a state"),
        Part.MISSING: _("Missing on the way"),
    }[Part(code)]


def opening_part(selection: Selection) -> Part:
    """Return the part with which the page opens: an event's own, for an event is seldom told by country of origin."""
    if selection.event is None:
        return Part.PAIRS
    return Part.RETURNS if BY_ID[selection.event].hazard == "migration" else Part.WITHIN
