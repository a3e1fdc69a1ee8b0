"""How counting works, in plain words, each rule with an example of a member state as the store tells it now.

No figure is written here: where the store does not hold an example, the rule says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard import formats
from dashboard.evacuation_views import finding_told, finding_words
from dashboard.headlines import last_counted, measure_label, source_title
from dashboard.language import gettext as _
from dashboard.periods import Ask
from dashboard.place_labels import state_name, states
from dashboard.table_views import Told
from data.queries.answer import Number
from data.queries.closing import lodging_that_exceeds
from data.queries.coverage import Coverage
from data.queries.question import By, Question

SOUFRIERE, MELISSA, YEAR_END = date(2021, 4, 15), date(2025, 10, 29), date(2023, 12, 31)


@dataclass(frozen=True)
class Method:
    """One rule: its name, what it says, and an example with the numbers in it; empty where the store has none."""

    title: str
    rule: str
    example: str = ""
    told: tuple[Told, ...] = ()


def methods(ask: Ask, stored: Iterable[Coverage], *, today: date) -> tuple[Method, ...]:
    """Return the rules of counting with their examples.

    Args:
        ask: answers a question.
        stored: what the store holds.
        today: the day on which ages are judged.
    """
    return (
        _latest(ask, today),
        _sources(ask),
        _exceeding(ask),
        _old(ask, today),
        _bounds(ask),
        _empty_cells(tuple(stored)),
    )


def _latest(ask: Ask, today: date) -> Method:
    title = _("A later count takes the place of an earlier one")
    rule = _("Counts of people on several days are never added: most of them are the same people, counted again.")
    rows = ask(Question("idps", today, by=(By.DAY,), countries=("HTI",))).rows
    counted = [(str(row.by["day"]), row.number) for row in rows if row.number.amount is not None][-2:]
    if len(counted) < 2:
        return Method(title, rule)
    (earlier, before), (later, now) = counted
    example = _("{place}: {before} on {earlier}, then {now} on {later}. The number is the later one.").format(
        place=state_name("HTI"),
        before=formats.amount(before.amount),
        earlier=_day(earlier),
        now=formats.amount(now.amount),
        later=_day(later),
    )
    return Method(title, rule, example, (_told("HTI", "idps", before, earlier), _told("HTI", "idps", now, later)))


def _sources(ask: Ask) -> Method:
    title = _("Sources are not added")
    rule = _(
        "Several sources count the same people. One speaks for a state, the next one only where the first is silent, "
        "never where it says 0."
    )
    rows = ask(Question("idps", YEAR_END, by=(By.SOURCE,), countries=("HTI",))).rows
    counted = [(str(row.by["source"]), row.number) for row in rows if row.number.amount is not None]
    chosen = ask(Question("idps", YEAR_END, countries=("HTI",))).total
    if len(counted) < 2 or chosen.amount is None:
        return Method(title, rule)
    said = "; ".join(f"{source_title(source)} {formats.amount(number.amount)}" for source, number in counted)
    example = _("{place}, {day}: {said}. The number is {figure}, by {source}.").format(
        place=state_name("HTI"),
        day=formats.day(YEAR_END),
        said=said,
        figure=formats.amount(chosen.amount),
        source=", ".join(source_title(source) for source in chosen.making.sources),
    )
    return Method(title, rule, example, (Told(state_name("HTI"), "idps", chosen),))


def _exceeding(ask: Ask) -> Method:
    title = _("What does not add up is shown, not mended")
    rule = _("Published parts can exceed their published total. Both stand as they are, and the difference is told.")
    found = lodging_that_exceeds(ask, Question("idps", SOUFRIERE, countries=("VCT",)))
    if not found:
        return Method(title, rule)
    return Method(title, rule, finding_words(found[0]), finding_told(found[0]))


def _old(ask: Ask, today: date) -> Method:
    title = _("An old count leaves the total")
    rule = _(
        "People in shelters move on within weeks. A count that is past its life stands in no total; the screen says "
        "when somebody last counted."
    )
    for code in ("BHS", *states()):
        number = ask(Question("in_shelter", today, countries=(code,))).total
        part = last_counted(number.making)
        if number.amount is None and part is not None:
            example = _("{place}: no number today; last counted {figure} on {day}.").format(
                place=state_name(code), figure=formats.amount(part.amount), day=formats.day(part.date)
            )
            return Method(title, rule, example, (Told(state_name(code), "in_shelter", number),))
    return Method(title, rule)


def _bounds(ask: Ask) -> Method:
    title = _('Words such as "more than" stay with a number')
    rule = _("A sum of exact and approximate figures is no exact figure. The words are kept through every addition.")
    rows = ask(Question("in_shelter", MELISSA, by=(By.ADMIN1,), countries=("JAM",))).rows
    whole = ask(Question("in_shelter", MELISSA, countries=("JAM",))).total
    bounded = [row.number for row in rows if row.number.amount is not None and row.number.amount.quantifier != "exact"]
    if whole.amount is None or not bounded:
        return Method(title, rule)
    example = _("{place}, {day}: {count} of {all} units have such a word, as {figure}. Together: {total}.").format(
        place=state_name("JAM"),
        day=formats.day(MELISSA),
        count=formats.number(len(bounded)),
        all=formats.number(len(rows)),
        figure=formats.amount(bounded[0].amount),
        total=formats.amount(whole.amount),
    )
    return Method(title, rule, example, (Told(state_name("JAM"), "in_shelter", whole),))


def _empty_cells(stored: tuple[Coverage, ...]) -> Method:
    title = _('"Not counted" is not zero')
    rule = _(
        "UNHCR fills unused cells of its tables with 0. Where it never told anybody of a group, such a 0 makes no "
        "record: the state is shown as not counted."
    )
    told = {one.country_iso3 for one in stored if one.source == "unhcr" and one.measure == "stateless"} & set(states())
    if not any(one.source == "unhcr" for one in stored):
        return Method(title, rule)
    example = _("{measure}: UNHCR tells of {count} of {all} states. The others have a dash, not 0.").format(
        measure=measure_label("stateless"), count=formats.number(len(told)), all=formats.number(len(states()))
    )
    return Method(title, rule, example)


def _told(country: str, measure: str, number: Number, day: str) -> Told:
    return Told(f"{state_name(country)}, {_day(day)}", measure, number)


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text))


def example_words(method: Method) -> str:
    """Return the example of a rule; where the store has none, that it has none."""
    return method.example or _("The store holds no example of this.")
