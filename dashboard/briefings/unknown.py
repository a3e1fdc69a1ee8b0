"""What is not known: who was not counted, what is old, who has no place, what does not add up, what was left out."""

from collections import Counter
from dataclasses import replace

from dashboard import formats
from dashboard.briefings.blocks import Block, Column, Note, Notes, Section, Sentences, TableBlock, Value
from dashboard.briefings.findings import warnings
from dashboard.briefings.parts import Given, for_programs, numeric, shortened
from dashboard.briefings.places import not_counted_words, pictures, title_of, unplaced_words
from dashboard.headlines import HEADLINE_MEASURES, measure_label
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.making_words import coverage_sentence, reason_words
from dashboard.place_labels import state_name, unit_name
from dashboard.situation_map import where_words
from dashboard.table_views import Told
from data.known_places import known_places
from data.queries.presenting import plain
from data.queries.question import By
from data.queries.staleness import LastCount, staleness
from data.schema import MEASURES, Kind

OLD_DAYS = 30
"""A count of people that is older on the day of the briefing is named, with its age."""

_PRINTED = 16


def section(given: Given) -> Section:
    """Return the part with what a reader must not take for known."""
    blocks: list[Block] = [Sentences(_sentences(given))]
    missing = _not_counted(given)
    if missing.items:
        blocks.append(missing)
    old = _old_counts(given)
    if old.rows:
        blocks.append(shortened(old, _PRINTED))
    beside = _left_out(given)
    if beside:
        blocks.append(Sentences(beside, _("Beside the numbers, not in them")))
    warned = () if "summary" in given.request.sections else warnings(given)
    if warned:
        blocks.append(Sentences(warned, is_warning=True))
    return Section("unknown", _("What is not known"), tuple(blocks))


def _sentences(given: Given) -> tuple[str, ...]:
    """Return which headlines have no number, and how much of the whole the others cover."""
    where, said = where_words(given.selection), []
    for measure in HEADLINE_MEASURES:
        number, label = given.number(measure), measure_label(measure)
        if number.amount is None:
            words = _("{measure}: no number for {place}. That does not mean nobody.")
            said.append(words.format(measure=label, place=where))
        else:
            words = _("{measure}: {coverage}")
            said.append(words.format(measure=label, coverage=coverage_sentence(number.making)))
    return tuple(said)


def _not_counted(given: Given) -> Notes:
    """Return by name the places of each map that nobody counted, and how many people have no place on it."""
    notes = [
        Note(title_of(selection, shown), (*unplaced_words(shown), *not_counted_words(shown)))
        for selection, shown in pictures(given)
    ]
    return Notes(tuple(note for note in notes if note.words), _("Places without a number"))


def _old_counts(given: Given) -> TableBlock:
    """Return the counts of people that are old on the day, the oldest first, those too old for a total marked."""
    columns = (
        Column(_("What is counted"), "measure_words", "#indicator+name"),
        for_programs(_("Code"), "measure", "#indicator+code"),
        Column(_("Place"), "place", "#loc+name"),
        numeric(_("Last figure"), "figure", "#affected"),
        Column(_("Counted on"), "counted_on", "#date"),
        Column(_("Age"), "age", "#date+age"),
        Column(_("In the total?"), "in_total", "#meta+status"),
    )
    found = [(measure, one) for measure in _stocks() for one in _old(given, measure)]
    found.sort(key=lambda pair: (pair[1].counted_on, pair[0], pair[1].country_iso3, pair[1].admin1_code or ""))
    return TableBlock(
        "old_counts",
        _("Counts that are more than {count} days old").format(count=OLD_DAYS),
        columns,
        tuple(_old_row(measure, one) for measure, one in found),
        tuple(_old_values(measure, one) for measure, one in found),
        told=tuple(Told(f"{measure_label(m)}, {_place(one)}", m, one.number) for m, one in found),
    )


def _stocks() -> tuple[str, ...]:
    return tuple(name for name in (*HEADLINE_MEASURES, "people_in_need") if MEASURES[name].kind is Kind.STOCK)


def _old(given: Given, measure: str) -> list[LastCount]:
    by = (By.ADMIN1,) if given.selection.country is not None else (By.COUNTRY,)
    question = replace(given.question(measure), by=by)
    if not question.countries:
        question = replace(question, countries=known_places().countries)
    found = staleness(given.evidence.ask, question, known_places(), older_than_days=OLD_DAYS)
    return [one for one in found.places if one.age_days > OLD_DAYS]


def _place(one: LastCount) -> str:
    return unit_name(one.admin1_code) if one.admin1_code else state_name(one.country_iso3)


def _old_row(measure: str, one: LastCount) -> tuple[str, ...]:
    return (
        measure_label(measure),
        measure,
        _place(one),
        formats.amount(one.number.amount),
        formats.short_day(one.counted_on),
        formats.age(one.age_days),
        _("yes") if one.why_not is None else _("no: {reason}").format(reason=reason_words(one.why_not)),
    )


def _old_values(measure: str, one: LastCount) -> tuple[Value, ...]:
    figure = plain(one.number.amount.figure) if one.number.amount is not None else None
    reason = "" if one.why_not is None else str(one.why_not)
    return (measure_label(measure), measure, _place(one), figure, one.counted_on, one.age_days, reason or None)


def _left_out(given: Given) -> tuple[str, ...]:
    """Return for each headline why how many published figures stand beside it; the makings name them."""
    said = []
    for measure in HEADLINE_MEASURES:
        reasons = Counter(item.reason for item in given.number(measure).making.left_out if item.part is not None)
        told = [
            ngettext("{count} figure: {reason}", "{count} figures: {reason}", count).format(
                count=formats.number(count), reason=reason_words(reason)
            )
            for reason, count in reasons.most_common()
        ]
        if told:
            said.append(_("{measure}: {reasons}.").format(measure=measure_label(measure), reasons="; ".join(told)))
    return tuple(said)
