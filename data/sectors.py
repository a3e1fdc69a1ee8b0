"""Sectors of need under one name whatever a source calls them, and which occupations serve which.

The rule is a small table, for a person to read and to argue with: each ISCO-08 group serves the one sector in which it
is needed first. Groups that serve no sector of need by themselves (clerks, sales workers, armed forces) have no line. A
survey that names the sector of its answers is believed before the rule.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ALIASES: dict[str, tuple[str, ...]] = {
    "health": ("hea", "santé", "sante", "salud"),
    "education": ("edu", "éducation", "educación"),
    "shelter": ("shl", "shelter and nfi", "shelter nfi", "emergency shelter and nfi", "abris"),
    "wash": ("wsh", "water sanitation and hygiene", "water sanitation hygiene", "eha"),
    "food_security": ("fsc", "food", "food security and livelihoods", "food security", "sécurité alimentaire"),
    "nutrition": ("nut",),
    "protection": ("pro", "child protection", "gbv", "gender based violence", "general protection"),
    "early_recovery": ("ery", "recovery", "livelihoods", "early recovery"),
    "logistics": ("log", "logistique"),
    "telecommunications": ("tel", "etc", "emergency telecommunications"),
}
SECTORS = tuple(_ALIASES)


@dataclass(frozen=True)
class Service:
    """One line of the rule: people of an ISCO-08 group serve a sector, and why."""

    occupation: str
    sector: str
    reason: str


SERVICES: tuple[Service, ...] = (
    Service("22", "health", "doctors, nurses, midwives and pharmacists treat people"),
    Service("32", "health", "laboratory, dental and nursing assistants and ambulance crews treat people with them"),
    Service("53", "health", "carers look after the sick, the old and small children"),
    Service("23", "education", "teachers teach, and train others to teach"),
    Service("21", "shelter", "engineers and architects design and check buildings"),
    Service("71", "shelter", "builders, roofers, carpenters and plumbers repair and build homes"),
    Service("74", "shelter", "electricians bring power back to homes and shelters"),
    Service("93", "shelter", "labourers clear debris and build"),
    Service("31", "wash", "technicians run water treatment and lay out pipes and drains"),
    Service("96", "wash", "refuse workers clear waste after a storm"),
    Service("61", "food_security", "farmers and gardeners grow food"),
    Service("62", "food_security", "fishers and foresters bring food and timber"),
    Service("63", "food_security", "subsistence farmers and fishers know local food"),
    Service("92", "food_security", "farm and fishery labourers work the harvest"),
    Service("94", "food_security", "kitchen workers cook for many, as shelters need"),
    Service("26", "protection", "lawyers, social workers and psychologists protect and advise people"),
    Service("34", "protection", "social work and legal assistants support people with them"),
    Service("24", "early_recovery", "finance, trade and administration specialists rebuild businesses"),
    Service("72", "logistics", "mechanics keep vehicles, boats and generators running"),
    Service("83", "logistics", "drivers and crane operators move goods and people"),
    Service("25", "telecommunications", "software and network specialists bring links and data back"),
    Service("35", "telecommunications", "technicians install and repair networks"),
)  # fmt: skip
TOLD = "told by the survey itself"
NO_SECTOR = "none"
"""Stands for the groups that serve no sector of need by themselves."""


def sector_name(text: str | None) -> str | None:
    """Return our name of a sector that a source names; one that is none of ours stays, in lower case."""
    folded = re.sub(r"[^\w]+", " ", (text or "").replace("_", " ").casefold()).strip()
    if not folded:
        return None
    for name, aliases in _ALIASES.items():
        if folded == name.replace("_", " ") or folded in aliases:
            return name
    return folded


def service_of(occupation: str | None, told: Iterable[str] = ()) -> Service | None:
    """Return which sector an occupation serves: the one that the survey itself tells, else that of the rule."""
    own = min(set(told), default=None)
    if own is not None:
        return Service(occupation or "", own, TOLD)
    return next((service for service in SERVICES if service.occupation == occupation), None)
