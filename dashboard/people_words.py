"""Words for groups of people and of organisations, and for sectors of need, in the reader's language.

What a source calls otherwise stays as the source wrote it.
"""

from collections.abc import Callable, Mapping

from dashboard.language import gettext as _

Words = Mapping[str, Callable[[], str]]

_SEXES: Words = {
    "female": lambda: _("Women and girls"),
    "male": lambda: _("Men and boys"),
    "other": lambda: _("Other"),
    "unknown": lambda: _("Sex not told"),
}
_AGES: Words = {
    "children": lambda: _("Children"),
    "adults": lambda: _("Adults"),
    "elderly": lambda: _("Older people"),
    "under 18": lambda: _("Under 18"),
    "18 and over": lambda: _("18 and over"),
    "unknown": lambda: _("Age not told"),
}
_ORGANISATIONS: Words = {
    "police": lambda: _("Police"),
    "immigration": lambda: _("Immigration"),
    "health": lambda: _("Health services"),
    "social services": lambda: _("Social services"),
    "court": lambda: _("Courts"),
    "labour": lambda: _("Labour inspection"),
    "school": lambda: _("Schools"),
    "ngo": lambda: _("Non-governmental organisations"),
    "other": lambda: _("Other organisations"),
}
_SECTORS: Words = {
    "ccm": lambda: _("Camp coordination and management"),
    "css": lambda: _("Coordination and support services"),
    "edu": lambda: _("Education"),
    "education": lambda: _("Education"),
    "ery": lambda: _("Early recovery"),
    "fsc": lambda: _("Food security"),
    "food": lambda: _("Food security"),
    "hea": lambda: _("Health"),
    "health": lambda: _("Health"),
    "log": lambda: _("Logistics"),
    "multi": lambda: _("Several sectors, not told which"),
    "nut": lambda: _("Nutrition"),
    "nutrition": lambda: _("Nutrition"),
    "pro": lambda: _("Protection"),
    "protection": lambda: _("Protection"),
    "pro-cpn": lambda: _("Child protection"),
    "pro-gbv": lambda: _("Gender-based violence"),
    "pro-hlp": lambda: _("Housing, land and property"),
    "pro-min": lambda: _("Mine action"),
    "shl": lambda: _("Shelter and household goods"),
    "shelter": lambda: _("Shelter and household goods"),
    "tel": lambda: _("Telecommunications"),
    "wsh": lambda: _("Water, sanitation and hygiene"),
    "water": lambda: _("Water, sanitation and hygiene"),
}
"""Codes of the clusters as HDX writes them, and the words of our own template."""


def sex_words(sex: str) -> str:
    """Return the words for a sex as records hold it."""
    return _said(_SEXES, sex)


def age_words(band: str) -> str:
    """Return the words for a band of age; years stay years."""
    return _said(_AGES, band)


def organisation_words(kind: str | None) -> str:
    """Return the words for a kind of organisation."""
    return _("Kind not told") if kind is None else _said(_ORGANISATIONS, kind)


def sector_words(sector: str | None) -> str:
    """Return the words for a sector of need; ``None`` is all of them, as published and never added."""
    return _("All sectors together") if sector is None else _said(_SECTORS, sector)


def _said(words: Words, name: str) -> str:
    known = words.get(name.casefold())
    return known() if known is not None else name
