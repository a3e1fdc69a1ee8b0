"""A measure by sex, by age and by both, as tables, each with how much of the whole is broken down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.headlines import measure_label
from dashboard.language import gettext as _
from dashboard.making_words import reason_words
from dashboard.people_words import age_words, sex_words
from dashboard.periods import Ask, question_for
from dashboard.selection import Selection
from dashboard.stored_measures import stored_measures
from dashboard.table_views import TableView, Told
from data.queries.age_bands import in_order
from data.queries.answer import Number, Reason, Share
from data.queries.breakdown import Cell, Split, breakdown
from data.queries.coverage import Coverage

_TOLD = (Reason.AGE_BANDS_OVERLAP, Reason.PARTS_EXCEED_TOTAL)
"""Why parts are no share of the whole, where the reader would not see it from the days."""


@dataclass(frozen=True)
class Breakdown:
    """One measure by sex, by age or by both: its table, and in words how much of the whole is broken down."""

    view: TableView
    share: str


def breakdowns(selection: Selection, ask: Ask, stored: Iterable[Coverage]) -> tuple[Breakdown, ...]:
    """Return the measures of the state that a source breaks down by sex or by age, each with the share broken down."""
    measures = stored_measures(selection.country or "", stored)
    return tuple(one for measure in measures for one in breakdowns_of(measure, selection, ask))


def breakdowns_of(measure: str, selection: Selection, ask: Ask) -> tuple[Breakdown, ...]:
    """Return a measure by sex, by age and by both, as far as a source breaks it down."""
    found = breakdown(ask, question_for(selection, ask, measure=measure))
    splits = (
        (found.by_sex, _("by sex"), _("Sex")),
        (found.by_age, _("by age"), _("Age in years")),
    )
    single = [_single(split, measure, words, head) for split, words, head in splits if _counted(split)]
    both = [_both(found.by_sex_and_age, measure)] if _counted(found.by_sex_and_age) else []
    return (*single, *both)


def _counted(split: Split) -> list[Cell]:
    return [cell for cell in split.cells if cell.number.amount is not None]


def _single(split: Split, measure: str, words: str, head: str) -> Breakdown:
    cells = _counted(split)
    whole = _sum_of(cells) if _adds_up(split, cells) else None
    rows = tuple((_label(cell), formats.amount(cell.number.amount), _percent(cell, whole)) for cell in cells)
    told = tuple(Told(_label(cell), measure, cell.number) for cell in cells)
    header = (head, _("Figure"), _("Share"))
    view = TableView(_caption(measure, words), header, rows, frozenset({1, 2}), told)
    return Breakdown(view, _share_words(split.broken_down, cells))


def _both(split: Split, measure: str) -> Breakdown:
    """Return one row per age and one column per sex; a pair that nobody counted is a dash."""
    cells = _counted(split)
    sexes = list(dict.fromkeys(cell.sex for cell in cells))
    ages = in_order({str(cell.age_band) for cell in cells})
    numbers = {(cell.sex, cell.age_band): formats.amount(cell.number.amount) for cell in cells}
    rows = tuple((age_words(band), *(numbers.get((sex, band), formats.MISSING) for sex in sexes)) for band in ages)
    told = tuple(Told(_label(cell), measure, cell.number) for cell in cells)
    header = (_("Age in years"), *(sex_words(str(sex)) for sex in sexes))
    view = TableView(_caption(measure, _("by sex and age")), header, rows, frozenset(range(1, len(header))), told)
    return Breakdown(view, _share_words(split.broken_down, cells))


def _caption(measure: str, words: str) -> str:
    return _("{measure}, {split}").format(measure=measure_label(measure), split=words)


def _label(cell: Cell) -> str:
    parts = [sex_words(cell.sex)] if cell.sex is not None else []
    parts += [age_words(cell.age_band)] if cell.age_band is not None else []
    return ", ".join(parts)


def _sum_of(cells: Sequence[Cell]) -> float:
    return sum(cell.number.amount.figure for cell in cells if cell.number.amount is not None)


def _adds_up(split: Split, cells: Sequence[Cell]) -> bool:
    """Return whether the cells are of one source and day, and no two of them hold the same people."""
    counts = {(part.source, part.source_name, part.date) for cell in cells for part in cell.number.making.parts}
    return len(counts) == 1 and Reason.AGE_BANDS_OVERLAP not in _reasons(split.broken_down.part)


def _reasons(number: Number) -> list[Reason]:
    return [item.reason for item in number.making.left_out]


def _percent(cell: Cell, whole: float | None) -> str:
    if not whole or cell.number.amount is None:
        return formats.MISSING
    return _share(cell.number.amount.figure / whole * 100)


def _share(percent: float) -> str:
    return _("{share} %").format(share=formats.number(round(percent, 1)))


def _share_words(share: Share, cells: Sequence[Cell]) -> str:
    """Return how much of the whole is broken down, or why that cannot be told."""
    newest = max((cell.number.making.newest for cell in cells if cell.number.making.newest is not None), default=None)
    whole = share.whole
    if whole.amount is None or whole.making.newest is None or newest is None:
        return _("Nothing is known of the whole that this is a part of.")
    why = next((reason for reason in _reasons(share.part) if reason in _TOLD), None)
    if why is not None:
        return _("No share of {total} is told: {reason}.").format(
            total=formats.amount(whole.amount), reason=reason_words(why)
        )
    if share.part.amount is None or share.percent is None:
        return _("Broken down on {day}: {broken}. The whole was last counted on {later}: {total}.").format(
            day=formats.short_day(newest),
            broken=formats.number(_sum_of(cells)),
            later=formats.short_day(whole.making.newest),
            total=formats.amount(whole.amount),
        )
    return _("{broken} of {total} are broken down ({share}), {day}.").format(
        broken=formats.amount(share.part.amount),
        total=formats.amount(whole.amount),
        share=_share(share.percent),
        day=formats.short_day(newest),
    )
