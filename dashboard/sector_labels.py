"""Names of sectors of need and of what members of a diaspora offer, in the reader's language."""

from collections.abc import Callable

from dashboard.language import gettext as _
from data.sectors import NO_SECTOR

_SECTORS: dict[str, Callable[[], str]] = {
    "health": lambda: _("Health"),
    "education": lambda: _("Education"),
    "shelter": lambda: _("Shelter"),
    "wash": lambda: _("Water, sanitation and hygiene"),
    "food_security": lambda: _("Food security"),
    "nutrition": lambda: _("Nutrition"),
    "protection": lambda: _("Protection"),
    "early_recovery": lambda: _("Early recovery"),
    "logistics": lambda: _("Logistics"),
    "telecommunications": lambda: _("Telecommunications"),
    NO_SECTOR: lambda: _("No sector by itself"),
}
_INTERESTS: dict[str, Callable[[], str]] = {
    "return": lambda: _("Return for good"),
    "short_visit": lambda: _("Short visits"),
    "remote": lambda: _("Work from afar"),
    "invest": lambda: _("Invest"),
    "mentor": lambda: _("Mentor"),
    "partner": lambda: _("Partner"),
}


def sector_label(sector: str) -> str:
    """Return the name of a sector; one that is none of ours stays as its source wrote it."""
    return _SECTORS[sector]() if sector in _SECTORS else sector


def interest_label(interest: str) -> str:
    """Return what somebody offers; a word that is none of ours stays as it is."""
    return _INTERESTS[interest]() if interest in _INTERESTS else interest
