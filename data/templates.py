"""Our own tables to be filled in: which columns each has, what they mean, and which number becomes which measure.

One row is one count of people (or one shelter) at one place and time, never one person. A cell stays empty where nobody
counted; 0 means that somebody counted and found nobody. ``data/template_files.py`` writes them, and
``data/readers/templates.py`` takes them back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.errors import RequestRefused
from data.events import EVENTS
from data.occupations import ISCO_08
from data.places import our_countries
from data.schema import INTERESTS, RELIABILITIES, SEXES


@dataclass(frozen=True)
class TemplateColumn:
    """One column of a template.

    Attributes:
        name: its header.
        meaning: what to write, for the person who fills it in.
        needed: a file without this column is not known as the template.
        choices: what the drop-down list offers.
        kind: ``text``, ``day``, ``year`` or ``number``.
    """

    name: str
    meaning: str
    needed: bool = False
    choices: tuple[str, ...] = ()
    kind: str = "text"


@dataclass(frozen=True)
class Template:
    """One table to be filled in.

    Attributes:
        name: what ``python -m data template`` calls it.
        title: for people.
        purpose: one sentence on what a row is.
        columns: in order.
        figures: for each column with a number the measure that it counts.
        is_protected: about persons who could be harmed: columns and cells that could name one are refused.
    """

    name: str
    title: str
    purpose: str
    columns: tuple[TemplateColumn, ...]
    figures: Mapping[str, str] = field(default_factory=dict)
    is_protected: bool = False

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        """Columns that a file must have to be known as this template."""
        return tuple(column.name for column in self.columns if column.needed)


_Column = TemplateColumn
_COUNTRIES = tuple(sorted(our_countries()))
_COUNTRY = _Column("country", "ISO3 code or name of the state", needed=True, choices=_COUNTRIES)
_EVENT = _Column("event", "name of the event, such as Hurricane Beryl", choices=tuple(e.name for e in EVENTS))
_PARISH = _Column("parish", "parish, district, region or department; empty for the whole state")
_FROM = _Column("date_from", "first day, YYYY-MM-DD", needed=True, kind="day")
_TO = _Column("date_to", "last day; empty if it is one day", kind="day")
_UNIT = _Column("unit", "what was counted; empty means person", choices=("person", "household"))
_SIZE = _Column("household_size", "people in a household, if households were counted", kind="number")
_SEX = _Column("sex", "empty means all", choices=SEXES)
_AGE = _Column("age_band", "such as 0-17 or 18-59; empty means all")
_SOURCE = _Column("source_name", "who counted", needed=True)
_TAIL = (
    _SOURCE,
    _Column("source_url", "page or file where it is published"),
    _Column("reported_on", "day of publication", kind="day"),
    _Column("reliability", "how sure the source is", choices=RELIABILITIES),
)


def _number(name: str, meaning: str, *, needed: bool = False) -> TemplateColumn:
    return _Column(
        name, f"{meaning}; empty where nobody counted, 0 where nobody was found", needed=needed, kind="number"
    )


_TEMPLATES: tuple[Template, ...] = (
    Template(
        "evacuation",
        "Evacuation and displacement",
        "One row is one count of people who were moved or had to leave, from one place on one day or in one period.",
        (
            _COUNTRY, _EVENT, _FROM, _TO,
            _Column("evacuated_from", "parish, district or region that they left"),
            _Column("staying_in", "parish, district or region where they are now"),
            _UNIT, _SIZE,
            _number("evacuated", "people moved to safety in the period", needed=True),
            _number("ordered_to_evacuate", "people told to leave, whether or not they left"),
            _number("newly_displaced", "people who had to leave home in the period"),
            _number("displaced", "people who are displaced on the last day"),
            _number("with_host_families", "of these, with family or friends"),
            _number("in_rented_rooms", "of these, in private or tourism rooms"),
            *_TAIL,
        ),
        {
            "evacuated": "evacuated", "ordered_to_evacuate": "evacuation_ordered",
            "newly_displaced": "new_displacements", "displaced": "idps", "with_host_families": "in_host_families",
            "in_rented_rooms": "in_rented_rooms",
        },
    ),
    Template(
        "shelter",
        "Shelters and people in them",
        "One row is one shelter, or all shelters of one place, on one day.",
        (
            _COUNTRY, _EVENT, _Column("date", "day of the count, YYYY-MM-DD", needed=True, kind="day"), _PARISH,
            _Column("community", "town, village or settlement"),
            _Column("shelter_name", "name of the building; empty if the row is for all shelters of the place"),
            _Column("shelter_id", "your own number for it, the same every time"),
            _Column("latitude", "degrees north, such as 18.0179", kind="number"),
            _Column("longitude", "degrees east, west of Greenwich negative, such as -76.8099", kind="number"),
            _Column("status", "on that day", choices=("open", "closed", "full", "alert", "decommissioned")),
            _Column("is_school", "is it a school in use?", choices=("yes", "no")),
            _number("capacity_storm", "places for a short stay during the storm"),
            _number("capacity_after", "places for a longer stay afterwards"),
            _number("people_in_shelter", "people present", needed=True),
            _number("shelters_open", "shelters that are open; for one shelter the status says it"),
            *_TAIL,
        ),
        {"people_in_shelter": "in_shelter", "shelters_open": "shelters_open"},
    ),
    Template(
        "needs",
        "Needs and response",
        "One row is one group of people of one sector in one place and period. Sectors are never added.",
        (
            _COUNTRY, _EVENT, _FROM, _TO, _PARISH,
            _Column("sector", "such as shelter, health, protection; empty for all sectors together"),
            _Column("severity", "severity or phase of the need"),
            _Column("population_group", "such as displaced people, host community"), _SEX, _AGE, _UNIT, _SIZE,
            _number("affected", "people whose lives the event touched"),
            _number("in_need", "people who cannot recover without extra help", needed=True),
            _number("targeted", "people whom the plan means to reach"),
            _number("reached", "people whom the response reached"),
            *_TAIL,
        ),
        {
            "affected": "people_affected", "in_need": "people_in_need", "targeted": "people_targeted",
            "reached": "people_reached",
        },
    ),
    Template(
        "protection",
        "Protection cases",
        "One row is the number of cases of one kind in one state and period: no single case, no place below the state.",
        (
            _COUNTRY, _FROM, _TO, _Column("case_type", "kind of case"),
            _Column("population_group", "such as vulnerable migrants, children alone"), _SEX, _AGE,
            _number("protection_cases", "cases registered in the period", needed=True), *_TAIL,
        ),
        {"protection_cases": "protection_cases"},
        is_protected=True,
    ),
    Template(
        "trafficking",
        "Victims of trafficking identified",
        "One row is the number of victims whom an authority identified in one state and year.",
        (
            _COUNTRY, _Column("year", "such as 2025", needed=True, kind="year"),
            _Column("country_of_origin", "ISO3 code or name of the country they come from; empty for all"),
            _Column("form_of_exploitation", "such as sexual exploitation, forced labour; empty for all"), _SEX, _AGE,
            _number("victims_identified", "victims identified in the year", needed=True), *_TAIL,
        ),
        {"victims_identified": "trafficking_victims_identified"},
        is_protected=True,
    ),
    Template(
        "diaspora",
        "Survey of the diaspora",
        "One row is the number of people of one group who answered, or who offer one thing: never one person.",
        (
            _Column("home_country", "ISO3 code or name of the state they come from", needed=True, choices=_COUNTRIES),
            _Column("country_of_residence", "ISO3 code or name of the country they live in", needed=True),
            _Column("survey_date", "last day of the survey, YYYY-MM-DD", needed=True, kind="day"),
            _Column("occupation_group", "group of ISCO-08", choices=ISCO_08),
            _Column("skill_group", "skill in the survey's own words"),
            _Column("sector", "sector of need that the skill serves, such as health"),
            _Column("years_experience_band", "years", choices=("0-4", "5-9", "10-19", "20+")),
            _Column("interest", "what they offer; empty counts who answered", choices=INTERESTS),
            _Column("answers", "complete or partial answers; kept apart", choices=("complete", "partial")),
            _number("count", "people", needed=True), *_TAIL,
        ),
        {"count": "diaspora"},
        is_protected=True,
    ),
    Template(
        "training",
        "People trained",
        "One row is the number of people of one kind of organisation who were trained in one place and period.",
        (
            _COUNTRY, _FROM, _TO, _PARISH, _Column("training", "what they were trained in"),
            _Column(
                "organisation_type", "kind of organisation",
                choices=(
                    "police", "immigration", "health", "social services", "court", "labour", "school", "ngo", "other",
                ),
            ),
            _SEX, _number("people_trained", "people trained in the period", needed=True), *_TAIL,
        ),
        {"people_trained": "people_trained"},
    ),
)  # fmt: skip

TEMPLATES: dict[str, Template] = {template.name: template for template in _TEMPLATES}


def find_template(name: str) -> Template:
    """Return the template of this name.

    Raises:
        RequestRefused: there is none; the message lists those there are.
    """
    if name not in TEMPLATES:
        raise RequestRefused(f"there is no template {name!r}; there are {', '.join(TEMPLATES)}.")
    return TEMPLATES[name]
