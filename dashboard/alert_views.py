"""Where many of the people who live there are displaced: shares of the population, in three steps said in words.

Thresholds of thousands of people, as systems for the whole world have them, never see a state of a hundred thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.periods import Ask
from dashboard.place_labels import state_name, unit_name
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told, note_of
from data.known_populations import known_populations
from data.queries.answer import Number
from data.queries.question import By
from data.queries.rates import Denominator, Rate, rates

ALERT_MEASURES = ("idps", "in_shelter", "evacuated", "new_displacements", "deported")
STEPS = (10, 100, 1000)
"""One in so many of the people who live there; the lowest number is the gravest."""
DAYS_OF_MOVEMENTS = 30


@dataclass(frozen=True)
class Alert:
    """One place and measure above a threshold: the number, the people of the place, and the step that it reaches."""

    country_iso3: str
    admin1_code: str | None
    measure: str
    number: Number
    people: Denominator
    share: float
    step: int
    share_words: str

    @property
    def place(self) -> str:
        """The name of the unit with its state, or of the state."""
        if self.admin1_code is None:
            return state_name(self.country_iso3)
        return f"{unit_name(self.admin1_code)}, {state_name(self.country_iso3)}"


def alerts(selection: Selection, ask: Ask) -> tuple[Alert, ...]:
    """Return the states and units of which at least one in a thousand people is displaced, the largest share first.

    A unit stands beside its state where it reaches a graver step, or where one state is looked at.

    Args:
        selection: what the person chose.
        ask: answers a question.
    """
    found: list[Alert] = []
    for measure in ALERT_MEASURES:
        states = _above(measure, By.COUNTRY, selection, ask)
        reached = {alert.country_iso3: alert.step for alert in states}
        found += states
        for unit in _above(measure, By.ADMIN1, selection, ask):
            if selection.country is not None or unit.step < reached.get(unit.country_iso3, STEPS[-1] + 1):
                found.append(unit)
    return tuple(sorted(found, key=lambda alert: (-alert.share, alert.place, alert.measure)))


def _above(measure: str, by: By, selection: Selection, ask: Ask) -> list[Alert]:
    question = selection.question(measure, by)
    if not question.is_stock and selection.event is None:
        question = replace(question, date_from=selection.day - timedelta(days=DAYS_OF_MOVEMENTS - 1))
    told = (_alert(measure, rate) for rate in rates(ask, question, known_populations()))
    return [alert for alert in told if alert is not None]


def _alert(measure: str, rate: Rate) -> Alert | None:
    people, amount = rate.denominator, rate.per_thousand
    if people is None or amount is None:
        return None
    step = next((step for step in STEPS if amount.figure * step >= 1000), None)
    if step is None:
        return None
    percent = amount.figure / 10
    shown = replace(amount, figure=float(f"{percent:.2g}"), high=None if amount.high is None else amount.high / 10)
    words = _("{share} %").format(share=formats.amount(shown))
    country, unit = str(rate.by["country_iso3"]), rate.by.get("admin1_code")
    return Alert(country, unit, measure, rate.number, people, amount.figure / 1000, step, words)


def step_words(step: int) -> str:
    """Return a threshold in words."""
    return _("1 in {count} people or more").format(count=formats.number(step))


def alert_words(alert: Alert) -> str:
    """Return one alert in a sentence: where, what is counted, how many, and what share of whom."""
    if alert.share > 1:
        return _("{place}: {measure} {figure}, more than the {people} who were counted as living there").format(
            place=alert.place,
            measure=measure_label(alert.measure),
            figure=formats.amount(alert.number.amount),
            people=people_words(alert.people),
        )
    return _("{place}: {measure} {figure}, {share} of all who live there").format(
        place=alert.place,
        measure=measure_label(alert.measure),
        figure=formats.amount(alert.number.amount),
        share=alert.share_words,
    )


def alerts_title(found: Sequence[Alert]) -> str:
    """Return the gravest alert in a sentence, and how many more places are above a threshold; there is at least one."""
    rest = len({(alert.country_iso3, alert.admin1_code) for alert in found}) - 1
    if not rest:
        return alert_words(found[0])
    words = ngettext(
        "{gravest}; {count} more place above 1 in 1,000", "{gravest}; {count} more places above 1 in 1,000", rest
    )
    return words.format(gravest=alert_words(found[0]), count=formats.number(rest))


def thresholds_words(selection: Selection) -> str:
    """Return by which rule a place is named."""
    period = _("of movements those of the {count} days up to the day").format(count=DAYS_OF_MOVEMENTS)
    if selection.event is not None:
        period = _("of movements all of the event")
    return _(
        "Named is every state of which at least 1 in 1,000 people is displaced, in shelters, evacuated or deported, in "
        "three steps: 1 in 1,000, 1 in 100, 1 in 10; {period}. A unit is named beside its state where it reaches a "
        "graver step. The same person can be in several of these numbers; they are not added."
    ).format(period=period)


def alerts_view(found: Sequence[Alert], selection: Selection) -> TableView:
    """Return all alerts as a table with shares, absolute numbers and the people that they are divided by."""
    header = (
        _("Place"), _("What is counted"), _("Share"), _("Step"), _("Figure"), _("People who live there"),
        _("Source and age"),
    )  # fmt: skip
    rows = tuple(
        (
            alert.place,
            measure_label(alert.measure),
            alert.share_words,
            step_words(alert.step),
            formats.amount(alert.number.amount),
            people_words(alert.people),
            note_of(alert.number, selection),
        )
        for alert in found
    )
    told = tuple(Told(f"{alert.place}, {measure_label(alert.measure)}", alert.measure, alert.number) for alert in found)
    look = "scrolls" if len(rows) > 12 else ""
    return TableView(
        _("Displaced people as a share of all who live there"), header, rows, frozenset({2, 4}), told, look
    )


def people_words(people: Denominator) -> str:
    """Return how many people live in a place, by whom counted and in which year."""
    if people.year is None:
        return _("{people} ({source})").format(people=formats.number(people.people), source=people.source)
    return _("{people} ({source} {year})").format(
        people=formats.number(people.people), source=people.source, year=people.year
    )
