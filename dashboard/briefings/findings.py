"""Published parts that exceed their published total: shown with both, never mended."""

from dataclasses import replace
from datetime import date

from dashboard.briefings.parts import Given
from dashboard.evacuation_views import finding_words
from data.queries.closing import Finding, lodging_that_exceeds, units_that_exceed
from data.queries.question import Question

_UNITS_OF = ("idps", "in_shelter")


def warnings(given: Given) -> tuple[str, ...]:
    """Return in words what does not add up on the day, in the states of the briefing and its events."""
    return tuple(dict.fromkeys(finding_words(one) for one in findings(given)))


def findings(given: Given) -> tuple[Finding, ...]:
    """Return what does not add up on the day: lodging against displaced, units against their country."""
    selection, ask = given.selection, given.evidence.ask
    asked = selection.question("idps")
    questions = [asked, *(replace(asked, event=event.event_id) for event in given.events())]
    found: dict[tuple[str, str, str | None, date], Finding] = {}
    for question in questions:
        for one in (*lodging_that_exceeds(ask, question), *_units(given, question)):
            found[one.kind, one.country_iso3, one.admin1_code, one.day] = one
    return tuple(found.values())


def _units(given: Given, question: Question) -> tuple[Finding, ...]:
    return tuple(
        one
        for measure in _UNITS_OF
        for one in units_that_exceed(given.evidence.ask, replace(question, measure=measure))
    )
