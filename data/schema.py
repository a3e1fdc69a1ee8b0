"""The record, its columns and the table of measures: the words that every other module uses.

One record is one reported number. Missing is missing: ``0`` means that somebody counted and found nobody.
"""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Type(StrEnum):
    """How a column is stored, in every engine alike."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"


POLARS_TYPES: dict[Type, pl.DataType] = {
    Type.TEXT: pl.String(),
    Type.COUNT: pl.Int64(),
    Type.NUMBER: pl.Float64(),
    Type.DAY: pl.Date(),
    Type.MOMENT: pl.Datetime("us", "UTC"),
    Type.FLAG: pl.Boolean(),
}


class Kind(StrEnum):
    """A stock is people in a condition at a date; a flow is movements in a period."""

    STOCK = "stock"
    FLOW = "flow"


class Quantifier(StrEnum):
    """How the source qualified a figure."""

    EXACT = "exact"
    APPROXIMATELY = "approximately"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"


class Sensitivity(StrEnum):
    """F is open, D is displaced people, P is protection and trafficking."""

    OPEN = "F"
    DISPLACED = "D"
    PROTECTION = "P"


class PlaceMatch(StrEnum):
    """How the place in a record was found; ``none`` waits for a person."""

    CODE = "code"
    EXACT = "exact"
    ALIAS = "alias"
    GROUP = "group"
    CONFIRMED = "confirmed"
    NEAREST = "nearest"
    NONE = "none"


UNITS = ("person", "household", "shelter")
ROLES = ("recommended", "triangulation")
RELIABILITIES = ("low", "medium", "high")
PRECISIONS = ("day", "week", "month", "year")
ASSESSMENT_TYPES = ("BA", "SA", "ETT")
OCCURRENCES = ("before", "during", "after")
SEXES = ("female", "male", "other", "unknown")
INTERESTS = ("return", "short_visit", "remote", "invest", "mentor", "partner")


@dataclass(frozen=True)
class Column:
    """One column of the record: its name, its type, the group it stands in and what it means."""

    name: str
    type: Type
    group: str
    meaning: str
    choices: tuple[str, ...] = ()


_T, _C, _N, _D, _M, _F = Type.TEXT, Type.COUNT, Type.NUMBER, Type.DAY, Type.MOMENT, Type.FLAG

RECORD_COLUMNS: tuple[Column, ...] = (
    Column("record_id", _T, "identity", "stable hash of the natural key"),
    Column("import_id", _T, "identity", "import that brought this row"),
    Column("source_row", _C, "identity", "row in the file, header = 1"),
    Column("revision", _C, "identity", "1 for the first statement, then counted up"),
    Column("is_retracted", _F, "identity", "the source withdrew the record"),
    Column("source", _T, "provenance", "short name of the source, see data/sources.py"),
    Column("source_name", _T, "provenance", "who published it; in brackets who is cited"),
    Column("source_url", _T, "provenance", "page or file"),
    Column("licence", _T, "provenance", "terms of the figure"),
    Column("reported_on", _D, "provenance", "date published"),
    Column("recorded_at", _M, "provenance", "when it entered the store, UTC"),
    Column("reliability", _T, "provenance", "low, medium or high", RELIABILITIES),
    Column("sensitivity", _T, "provenance", "F open, D displaced, P protection", tuple(Sensitivity)),
    Column("measure", _T, "what", "what was counted, see MEASURES"),
    Column("figure", _C, "what", "the number reported; lower end of a range"),
    Column("figure_high", _C, "what", "upper end of a range"),
    Column("quantifier", _T, "what", "how the source qualified the figure", tuple(Quantifier)),
    Column("unit", _T, "what", "person, household or shelter", UNITS),
    Column("household_size", _N, "what", "people in a household, where households are counted"),
    Column("term", _T, "what", "word used by the source"),
    Column("role", _T, "what", "recommended counts, triangulation is shown beside", ROLES),
    Column("population_group", _T, "what", "group of people as the source names it"),
    Column("sex", _T, "what", "empty means all", SEXES),
    Column("age_band", _T, "what", "empty means all, else as the source bands ages"),
    Column("sector", _T, "what", "sector or cluster; empty means all"),
    Column("occupation", _T, "what", "ISCO-08 group"),
    Column("severity", _T, "what", "severity or phase of need"),
    Column("organisation_type", _T, "what", "kind of organisation"),
    Column("interest", _T, "what", "what a member of the diaspora offers", INTERESTS),
    Column("experience_band", _T, "what", "years of experience, banded"),
    Column("country_iso3", _T, "where", "country of the people counted"),
    Column("admin1_code", _T, "where", "first-level unit, or a group of units"),
    Column("admin2_code", _T, "where", "second-level unit"),
    Column("site_id", _T, "where", "site or shelter, see the table sites"),
    Column("provider_place_name", _T, "where", "place as the source wrote it"),
    Column("place_match", _T, "where", "how the place was found", tuple(PlaceMatch)),
    Column("latitude", _N, "where", "degrees north, WGS 84"),
    Column("longitude", _N, "where", "degrees east, WGS 84"),
    Column("origin_iso3", _T, "where", "country the people come from"),
    Column("origin_admin1_code", _T, "where", "unit the people come from"),
    Column("start_date", _D, "when", "first day the figure is for; for a stock its reporting date"),
    Column("end_date", _D, "when", "last day the figure is for"),
    Column("date_precision", _T, "when", "day, week, month or year", PRECISIONS),
    Column("reporting_round", _C, "when", "round of the operation"),
    Column("event_id", _T, "why", "event, see the table events"),
    Column("hazard", _T, "why", "hazard or cause"),
    Column("glide", _T, "why", "GLIDE number"),
    Column("reason", _T, "why", "reason of displacement as the source says"),
    Column("operation", _T, "why", "named data-collection effort, known by country and name"),
    Column("assessment_type", _T, "why", "BA, SA or ETT", ASSESSMENT_TYPES),
    Column("occurrence", _T, "why", "before, during or after the trigger", OCCURRENCES),
)

COLUMNS: dict[str, Column] = {column.name: column for column in RECORD_COLUMNS}
RECORD_SCHEMA: dict[str, pl.DataType] = {column.name: POLARS_TYPES[column.type] for column in RECORD_COLUMNS}

STORE_COLUMNS = ("record_id", "import_id", "revision", "is_retracted", "recorded_at")
"""Columns that the store fills; a reader gives none of them."""

NATURAL_KEY = (
    "source", "source_key", "measure", "term", "population_group", "sex", "age_band", "sector", "occupation",
    "severity", "organisation_type", "interest", "experience_band", "unit", "country_iso3", "place_key", "site_id",
    "origin_iso3", "origin_admin1_code", "start_date", "end_date", "reporting_round", "event_id", "hazard", "reason",
    "operation", "assessment_type", "occurrence",
)  # fmt: skip
"""What makes two rows the same record: never the figure, never the file's own row id.

``source_key`` is the folded source name of a cited figure and empty for a source with one publisher; ``place_key`` is the
place as the provider wrote it, folded, else the unit's code: confirming a place later leaves the identity alone.
"""


@dataclass(frozen=True)
class Measure:
    """What a number counts and with what it may be added.

    ``life_days`` is how long a stock may stand in a total after its reporting date; ``year_end_life_days`` the same for
    figures that are published once a year. ``adds_over`` names the ways in which figures may be added; ``words`` are
    the words of one report (kinds of training, of case), which elsewhere mean the same people over again.
    ``placed_by`` says which end of a movement the map shows.
    """

    name: str
    label: str
    kind: Kind
    unit: str
    sensitivity: Sensitivity
    definition: str
    definition_source: str
    life_days: int | None = None
    year_end_life_days: int | None = None
    adds_over: frozenset[str] = frozenset({"areas"})
    placed_by: str = "place"


_TWO_MONTHS, _YEAR_AND_HALF, _TWO_YEARS = 60, 548, 731
_FIVE_YEARLY = 2557  # rounds five years apart and up to two years until the next is published
_OPEN, _DISPLACED, _PROTECTED = Sensitivity.OPEN, Sensitivity.DISPLACED, Sensitivity.PROTECTION


def _stock(
    name: str,
    label: str,
    definition: str,
    source: str,
    *,
    life: int = _YEAR_AND_HALF,
    unit: str = "person",
    sensitivity: Sensitivity = _DISPLACED,
) -> Measure:
    return Measure(name, label, Kind.STOCK, unit, sensitivity, definition, source, life, max(life, _TWO_YEARS))


def _flow(
    name: str,
    label: str,
    definition: str,
    source: str,
    *,
    sensitivity: Sensitivity = _DISPLACED,
    placed_by: str = "place",
    adds_words: bool = False,
) -> Measure:
    adds = frozenset({"areas", "time", "words"} if adds_words else {"areas", "time"})
    return Measure(
        name, label, Kind.FLOW, "person", sensitivity, definition, source, adds_over=adds, placed_by=placed_by
    )


_MEASURES: tuple[Measure, ...] = (
    _stock("idps", "Internally displaced people", "people forced from home who have not crossed a border, present at the date", "UN Guiding Principles on Internal Displacement; IDMC"),
    _flow("new_displacements", "New displacements", "forced movements in the period; one person can count several times", "IDMC", placed_by="origin"),
    _flow("returned", "Returned", "displaced people or refugees who went back in the period", "UNHCR; IOM DTM"),
    _flow("evacuated", "Evacuated", "people moved to safety in the period", "IDMC; CCCM MED Guide", placed_by="origin"),
    _flow("evacuation_ordered", "Ordered to evacuate", "people told to leave, whether or not they left", "IDMC", placed_by="origin"),
    _stock("in_shelter", "People in shelters", "people present in collective shelters at the date", "CCCM MED Guide", life=_TWO_MONTHS),
    _stock("in_host_families", "People with host families", "displaced people lodged with family or friends at the date", "IOM DTM", life=_TWO_MONTHS),
    _stock("in_rented_rooms", "People in rented rooms", "displaced people in private or tourism rooms at the date", "IOM DTM", life=_TWO_MONTHS),
    _stock("shelters_open", "Shelters open", "shelters that are open at the date", "FEMA National Shelter System", life=_TWO_MONTHS, unit="shelter", sensitivity=_OPEN),
    _stock("shelter_capacity", "Shelter capacity", "places for people in listed shelters", "FEMA National Shelter System", life=1096, sensitivity=_OPEN),
    _stock("people_affected", "People affected", "people whose lives the event touched, displaced or not", "OCHA; IFRC GO"),
    _stock("people_in_need", "People in need", "people who cannot recover without extra help", "OCHA"),
    _stock("people_targeted", "People targeted", "people whom a response plan means to reach", "OCHA"),
    _stock("people_reached", "People reached", "people whom a response reached", "OCHA"),
    _stock("refugees", "Refugees", "recognised refugees and people in a refugee-like situation at year end", "UNHCR", life=_TWO_YEARS),
    _stock("asylum_seekers", "Asylum-seekers", "people whose claim is pending at year end", "UNHCR", life=_TWO_YEARS),
    _stock("others_in_need_of_protection", "Others in need of international protection", "people outside their country who need protection and are neither refugees nor asylum-seekers", "UNHCR", life=_TWO_YEARS),
    _stock("others_of_concern", "Others of concern to UNHCR", "people whom UNHCR assists and who fall in no other group", "UNHCR", life=_TWO_YEARS),
    _stock("host_community", "Host community", "people living where displaced people are received, as UNHCR counts them", "UNHCR", life=_TWO_YEARS),
    _stock("stateless", "Stateless people", "people whom no state considers its national", "UNHCR", life=_TWO_YEARS),
    _stock("refugees_asylum_seekers", "Refugees and asylum-seekers together", "a figure given for both groups; never added to its parts", "UNHCR", life=_TWO_YEARS),
    _flow("asylum_applications", "Asylum applications", "applications made in the year, not people", "UNHCR"),
    _flow("resettled", "Resettled", "refugees resettled to a third country in the year", "UNHCR"),
    _flow("naturalised", "Naturalised", "refugees who became citizens of the country of asylum in the year", "UNHCR"),
    _stock("migrants", "Migrants", "people living in a country other than that of their birth or citizenship", "UN DESA", life=_FIVE_YEARLY, sensitivity=_OPEN),
    _flow("deported", "Deported", "people returned by a state against their will in the period", "IOM"),
    _flow("missing_or_dead", "Missing or dead during migration", "people who died or went missing on the way", "IOM Missing Migrants Project", sensitivity=_OPEN),
    _flow("trafficking_victims_identified", "Trafficking victims identified", "victims whom an authority identified in the year: identified cases, not prevalence", "US Department of State; CTDC", sensitivity=_PROTECTED),
    _flow("protection_cases", "Protection cases", "cases registered for protection in the period", "IOM", sensitivity=_PROTECTED, adds_words=True),
    _flow("people_trained", "People trained", "people trained to identify, refer or assist in the period", "IOM", sensitivity=_OPEN, adds_words=True),
    _stock("diaspora", "Diaspora (survey)", "members of a diaspora who answered a survey", "IOM Guyana Diaspora Project", life=1827, sensitivity=_PROTECTED),
    _stock("diaspora_offers", "Diaspora offers (survey)", "offers that members of a diaspora made in a survey", "IOM Guyana Diaspora Project", life=1827, sensitivity=_PROTECTED),
    _stock("population", "Population", "people living in the place", "national statistical offices; Unicode CLDR", life=7305, sensitivity=_OPEN),
)  # fmt: skip

MEASURES: dict[str, Measure] = {measure.name: measure for measure in _MEASURES}


def is_protected(measure: str) -> bool:
    """Return whether a measure is about people who could be harmed; ``data/disclosure/`` decides what is told of it."""
    return measure in MEASURES and MEASURES[measure].sensitivity is Sensitivity.PROTECTION
