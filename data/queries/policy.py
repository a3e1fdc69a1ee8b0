"""What an officer may decide about counting: which operations count, and which source comes first.

The defaults stand here with their reasons; an office's own choices are settings of the store and go into every making.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.errors import RequestRefused
from data.sources import SOURCES, rank_of

OPERATIONS_SETTING = "operations"
PRECEDENCE_SETTING = "precedence"


@dataclass(frozen=True)
class OperationRule:
    """Whether an operation counts in its country's total, and with which others it counts the same people."""

    country_iso3: str
    name: str
    counts_in_total: bool
    overlaps_with: tuple[str, ...] = ()


DEFAULT_OPERATIONS = (
    # IOM's own national totals for Haiti are those of this operation since 2022.
    OperationRule("HTI", "Countrywide monitoring", True),
    OperationRule("HTI", "Haiti Earthquake", False, ("Countrywide monitoring",)),
    OperationRule("HTI", "Hurricane Matthew", False, ("Haiti Earthquake", "Countrywide monitoring")),
    OperationRule("HTI", "Earthquake (August-2021)", False, ("Countrywide monitoring",)),
)

DEFAULT_FIRST: dict[str, tuple[str, ...]] = {
    # IDMC's annual count covers every event of a year; a registration covers one operation and would hide the others.
    "new_displacements": ("idmc_gidd", "idmc_idu"),
    # These groups of people are defined and counted by UNHCR.
    "refugees": ("unhcr",),
    "asylum_seekers": ("unhcr",),
    "others_in_need_of_protection": ("unhcr",),
    "stateless": ("unhcr",),
    "asylum_applications": ("unhcr",),
    "migrants": ("un_desa",),
    "missing_or_dead": ("iom_missing_migrants",),
}


@dataclass(frozen=True)
class KnownPlaces:
    """What counting must know of places: how many units a country has, and which codes stand for several units."""

    units: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    whole_territories: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """The decisions under which a question is answered."""

    places: KnownPlaces = field(default_factory=KnownPlaces)
    operations: tuple[OperationRule, ...] = DEFAULT_OPERATIONS
    first: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(DEFAULT_FIRST))

    def rank(self, measure: str, country_iso3: str, source: str, source_name: str | None) -> tuple[int, int]:
        """Return the precedence of a source for a measure in a country; the lowest counts.

        An order set for the measure in the country stands before one for the measure, and that before the general one.
        """
        for key in (f"{measure}/{country_iso3}", measure):
            order = self.first.get(key, ())
            if source in order:
                return (0, order.index(source))
        return (1, rank_of(source, source_name))

    def operation(self, country_iso3: str, name: str | None) -> OperationRule | None:
        """Return the rule of an operation, known by country and name (R22), or ``None`` where nobody made one."""
        for rule in self.operations:
            if rule.country_iso3 == country_iso3 and rule.name == name:
                return rule
        return None


def policy_of(places: KnownPlaces, operations: Any, precedence: Any) -> Policy:
    """Return the policy of a store from its two settings (JSON as kept), or the defaults where nothing was set.

    Raises:
        RequestRefused: a setting does not have the form that ``operations_setting`` and ``precedence_setting`` write.
    """
    rules = DEFAULT_OPERATIONS if operations is None else tuple(_rule(entry) for entry in operations)
    first = dict(DEFAULT_FIRST)
    for key, order in (precedence or {}).items():
        unknown = [name for name in order if not isinstance(name, str)]
        if unknown:
            raise RequestRefused(f"setting 'precedence', entry '{key}': {unknown} are not names of sources.")
        first[key] = tuple(order)
    return Policy(places, rules, first)


def _rule(entry: Mapping[str, Any]) -> OperationRule:
    try:
        overlaps = tuple(str(name) for name in entry.get("overlaps_with", ()))
        return OperationRule(str(entry["country_iso3"]), str(entry["name"]), bool(entry["counts_in_total"]), overlaps)
    except (KeyError, AttributeError, TypeError) as missing:
        raise RequestRefused(
            f"setting 'operations': {entry!r} needs country_iso3, name and counts_in_total."
        ) from missing


def operations_setting(rules: tuple[OperationRule, ...]) -> list[dict[str, Any]]:
    """Return the rules as the JSON that the store keeps."""
    return [
        {
            "country_iso3": rule.country_iso3,
            "name": rule.name,
            "counts_in_total": rule.counts_in_total,
            "overlaps_with": list(rule.overlaps_with),
        }
        for rule in rules
    ]


def flows_are_parts(source: str) -> bool:
    """Return whether every row of a source's flows is a part of the whole, not one of several reports on one event."""
    known = SOURCES.get(source)
    return known is not None and known.flows_are_parts


def levels_are_parts(source: str) -> bool:
    """Return whether a source's row for a country is a part beside its rows for units, never their total."""
    known = SOURCES.get(source)
    return known is not None and known.levels_are_parts
