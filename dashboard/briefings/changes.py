"""What changed: in the world since the last briefing of the same request, and in what is known of that day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard import formats
from dashboard.briefings.blocks import Block, Column, Section, Sentences, TableBlock, Value
from dashboard.briefings.parts import Given, for_programs, numeric, value_of
from dashboard.change_views import place_of
from dashboard.headlines import measure_label
from dashboard.import_words import entry_title, moment
from dashboard.known_change_views import MEASURES_COMPARED
from dashboard.language import gettext as _
from dashboard.periods import question_for
from dashboard.table_views import Told
from data.asking import Desk
from data.queries.answer import Number
from data.queries.changes import ChangeKind, KnownChange, changes_between_days, changes_between_moments
from data.queries.question import By, Question
from data.store.briefings import KeptBriefing
from data.store.interface import ImportEntry


@dataclass(frozen=True, eq=False)
class Earlier:
    """The briefing before: what was kept of it, its day, and the desk of its moment."""

    kept: KeptBriefing
    day: date
    desk: Desk


def section(given: Given, earlier: Earlier | None, imports: Sequence[ImportEntry]) -> Section:
    """Return the part with what changed since the briefing before; without one it says so.

    Args:
        given: what was asked for.
        earlier: the briefing before of the same request.
        imports: what the store imported.
    """
    title = _("What changed")
    if earlier is None:
        words = _("No earlier briefing of the same states, event and readers is kept in this store.")
        return Section("changes", title, (Sentences((words,)),))
    blocks: list[Block] = [Sentences((_since_words(earlier),))]
    blocks += _in_the_world(given, earlier)
    blocks += _in_what_is_known(given, earlier, imports)
    if len(blocks) == 1:
        blocks.append(Sentences((_("No number differs from the one before."),)))
    return Section("changes", title, tuple(blocks))


def _since_words(earlier: Earlier) -> str:
    kept_at = earlier.kept.kept_at or earlier.kept.known_at
    return _("Since briefing {id} of {moment}, which told of {day}.").format(
        id=earlier.kept.briefing_id, moment=moment(kept_at), day=formats.day(earlier.day)
    )


def _in_the_world(given: Given, earlier: Earlier) -> list[Block]:
    """Return what changed between the two days, told by what is known now; of movements the two numbers."""
    if earlier.day >= given.request.day:
        return []
    rows: list[tuple[tuple[str, ...], tuple[Value, ...], Told]] = []
    for measure in MEASURES_COMPARED:
        if not given.has(measure):
            continue
        question = given.question(measure)
        rows += _counts(given, question, earlier) if question.is_stock else _movements(given, question, earlier)
    if not rows:
        return []
    columns = (
        Column(_("What is counted"), "measure_words", "#indicator+name"),
        for_programs(_("Code"), "measure", "#indicator+code"),
        Column(_("Place"), "place", "#loc+name"),
        numeric(formats.short_day(earlier.day), "before", "#affected+before"),
        numeric(formats.short_day(given.request.day), "after", "#affected+after"),
        numeric(_("Change"), "change", "#affected+change"),
    )
    caption = _("Counted anew between the two days")
    table = TableBlock(
        "changed", caption, columns, tuple(r[0] for r in rows), tuple(r[1] for r in rows), tuple(r[2] for r in rows)
    )
    return [table]


_Row = tuple[tuple[str, ...], tuple[Value, ...], Told]


def _counts(given: Given, question: Question, earlier: Earlier) -> list[_Row]:
    found = changes_between_days(given.evidence.ask, replace(question, by=(By.COUNTRY,)), earlier.day)
    return [
        _row(question.measure, _place(one.by), before=one.before, after=one.after, change=one.change)
        for one in found.changes
    ]


def _movements(given: Given, question: Question, earlier: Earlier) -> list[_Row]:
    """Return a movement of the same year or event on both days, where the number differs."""
    selection = given.request.on(earlier.day).selection
    before = question_for(selection, given.evidence.ask, measure=question.measure)
    if before.date_from != question.date_from:
        return []
    first, second = given.evidence.ask(before).total, given.evidence.ask(question).total
    if first.amount is None or second.amount is None or first.amount == second.amount:
        return []
    return [_row(question.measure, _("all"), before=first, after=second, change=None)]


def _row(measure: str, place: str, *, before: Number, after: Number, change: Number | None) -> _Row:
    label = measure_label(measure)
    words = _signed(change)
    return (
        (label, measure, place, formats.amount(before.amount), formats.amount(after.amount), words),
        (label, measure, place, value_of(before), value_of(after), value_of(change) if change is not None else None),
        Told(f"{label}, {place}", measure, after),
    )


def _signed(change: Number | None) -> str:
    if change is None or change.amount is None:
        return formats.MISSING
    words = formats.amount(change.amount)
    return f"+{words}" if change.amount.figure > 0 else words


def _place(by: Mapping[str, object]) -> str:
    return place_of(by) if by else _("all")


def _in_what_is_known(given: Given, earlier: Earlier, imports: Sequence[ImportEntry]) -> list[Block]:
    """Return which numbers of the earlier day are told otherwise now, and by which import."""
    before = given.request.on(earlier.day)
    changed = known_changes(Given(before, given.evidence), earlier.desk, given.evidence.desk)
    caption = _("Told otherwise now of {day}").format(day=formats.day(earlier.day))
    table = known_table("told_otherwise", caption, changed, imports)
    return [table] if table.rows else []


def known_changes(given: Given, earlier: Desk, later: Desk) -> list[tuple[str, KnownChange]]:
    """Return the numbers of a request, by place and in all, that two moments of the store tell otherwise.

    For the public nothing is compared: a difference of two numbers may tell of a few people.
    """
    if given.evidence.is_public:
        return []
    found = []
    level = By.ADMIN1 if given.selection.country is not None else By.COUNTRY
    for measure in MEASURES_COMPARED:
        for by in ((), (level,)):
            question = replace(given.question(measure), by=by)
            changes = changes_between_moments(question, earlier.moment, later.moment).changes
            found += [(measure, one) for one in changes if one.kind is not ChangeKind.MAKING]
    return found


def known_table(
    name: str, caption: str, changed: Iterable[tuple[str, KnownChange]], imports: Sequence[ImportEntry]
) -> TableBlock:
    """Return the table of numbers that are told otherwise: before, now, and the imports between."""
    columns = (
        Column(_("What is counted"), "measure_words", "#indicator+name"),
        for_programs(_("Code"), "measure", "#indicator+code"),
        Column(_("Place"), "place", "#loc+name"),
        numeric(_("Was"), "before", "#affected+before"),
        numeric(_("Is now"), "after", "#affected+after"),
        Column(_("By which import"), "imports", "#meta+source"),
    )
    entries = {entry.import_id: entry for entry in imports}
    rows, values, told = [], [], []
    for measure, one in changed:
        label, place = measure_label(measure), _place(one.by)
        by = "; ".join(_import_words(entries.get(number), number) for number in one.import_ids)
        rows.append((label, measure, place, _words(one.before), _words(one.after), by or _("a decision on counting")))
        values.append((label, measure, place, _value(one.before), _value(one.after), by or None))
        if one.after is not None:
            told.append(Told(f"{label}, {place}", measure, one.after))
    return TableBlock(name, caption, columns, tuple(rows), tuple(values), tuple(told))


def _words(number: Number | None) -> str:
    return formats.MISSING if number is None else formats.amount(number.amount)


def _value(number: Number | None) -> Value:
    return None if number is None else value_of(number)


def _import_words(entry: ImportEntry | None, import_id: str) -> str:
    if entry is None:
        return _("import {number}").format(number=import_id)
    at: datetime = entry.undone_at or entry.imported_at
    words = _("undone on {moment}: {title}") if entry.undone_at else _("{title}, {moment}")
    return words.format(title=entry_title(entry), moment=moment(at))
