"""The ledger of an evacuation between the units of a state, in a table and in words: what closes and what does not."""

from dashboard import formats
from dashboard.headlines import measure_label, source_note
from dashboard.language import gettext as _
from dashboard.place_labels import country_name, state_name, unit_name
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.queries.answer import Number
from data.queries.closing import LODGINGS
from data.queries.unit_ledger import UnitLedger, UnitLine


def unit_ledger_view(ledger: UnitLedger) -> TableView:
    """Return a line for each unit, each figure with its day; below them all together and what is not told."""
    lodgings = [name for name in LODGINGS if any(name in line.staying for line in ledger.lines)]
    header = (
        _("Unit"),
        _("Moved out"),
        _("Arrived"),
        _("Went back"),
        *(_("{measure}, last count").format(measure=measure_label(name)) for name in lodgings),
    )
    rest = (formats.MISSING,) * len(lodgings)
    rows = [_line_row(line, lodgings) for line in ledger.lines]
    for code, number in ledger.abroad.items():
        rows.append((country_name(code), formats.MISSING, _cell(number), formats.MISSING, *rest))
    if _figure(ledger.left_nowhere):
        figure = formats.amount(ledger.left_nowhere.amount)
        rows.append((_("Unit not told"), figure, formats.MISSING, formats.MISSING, *rest))
    rows.append((_("All together"), _cell(ledger.moved), _cell(ledger.arrived), _cell(ledger.returned), *rest))
    if ledger.moved.amount is not None:
        rows.append((_closing_label(ledger), formats.MISSING, _closing_figure(ledger), formats.MISSING, *rest))
    caption = _("Who left which unit and who arrived where, {place}").format(place=state_name(ledger.country_iso3))
    return TableView(caption, header, tuple(rows), frozenset(range(1, len(header))), _told(ledger), look="wraps")


def closing_words(ledger: UnitLedger) -> str:
    """Return whether the ledger closes, with the numbers by which it does or does not."""
    moved, arrived = formats.amount(ledger.moved.amount), formats.amount(ledger.arrived.amount)
    if ledger.moved.amount is None:
        return _("Nobody counted how many moved out, so that no sum can be closed: {arrived} arrived.").format(
            arrived=arrived
        )
    if not ledger.closes:
        return _(
            "It does not close: {arrived} arrived, but {moved} moved out. That is {excess} too many. "
            "Both are shown as published; nothing was mended."
        ).format(arrived=arrived, moved=moved, excess=formats.amount(ledger.excess.amount))
    if ledger.arrived.amount is None:
        return _("Nobody counted where they arrived: {moved} moved out, and it is told of none.").format(moved=moved)
    return _("It closes: {moved} moved out = {arrived} arrived + {rest} of whom no figure tells where to.").format(
        arrived=arrived, rest=formats.amount(ledger.not_arrived.amount), moved=moved
    )


def told_words(ledger: UnitLedger, selection: Selection) -> list[str]:
    """Return what is told of each unit, by whom and when, one sentence each; first of the unit looked at."""
    lines = sorted(ledger.lines, key=lambda line: line.admin1_code != selection.unit)
    found = []
    for line in lines:
        for number, words in (
            (line.moved, _("{unit}: {figure} moved out ({note}).")),
            (line.arrived, _("{unit}: {figure} arrived ({note}).")),
            (line.returned, _("{unit}: {figure} went back ({note}).")),
        ):
            if number.amount is not None:
                figure, note = formats.amount(number.amount), source_note(number.making, selection.day)
                found.append(words.format(unit=unit_name(line.admin1_code), figure=figure, note=note))
    for code, number in ledger.abroad.items():
        figure, note = formats.amount(number.amount), source_note(number.making, selection.day)
        found.append(_("{unit}: {figure} arrived ({note}).").format(unit=country_name(code), figure=figure, note=note))
    return found


def missing_words(ledger: UnitLedger) -> list[str]:
    """Return what nobody told, and what must be known before the figures are held against each other."""
    found = []
    moved, arrived = ledger.moved.making.newest, ledger.arrived.making.newest
    if moved is not None and arrived is not None and moved != arrived:
        found.append(
            _("The figures are of different days: moved out {moved}, arrived {arrived}.").format(
                moved=formats.day(moved), arrived=formats.day(arrived)
            )
        )
    if ledger.units_exceed:
        found.append(_("The units together tell more people than the state as a whole; both are shown as published."))
    if _figure(ledger.left_nowhere):
        figure = formats.amount(ledger.left_nowhere.amount)
        found.append(_("Of {figure} no figure tells which unit they left.").format(figure=figure))
    if ledger.returned.amount is None:
        found.append(_("Nobody counted how many went back."))
    if not ledger.pairs:
        found.append(_("No report tells both ends of a move, so no arrow can be drawn from unit to unit."))
    return found


def _line_row(line: UnitLine, lodgings: list[str]) -> tuple[str, ...]:
    stays = (_cell(line.staying[name]) if name in line.staying else formats.MISSING for name in lodgings)
    return (unit_name(line.admin1_code), _cell(line.moved), _cell(line.arrived), _cell(line.returned), *stays)


def _cell(number: Number) -> str:
    """Return a figure with the newest day of what it is made of."""
    words, day = formats.amount(number.amount), number.making.newest
    if number.amount is None or day is None:
        return words
    return _("{figure} ({day})").format(figure=words, day=formats.short_day(day).replace(" ", "\u00a0"))


def _closing_label(ledger: UnitLedger) -> str:
    return _("Moved, and not told where to") if ledger.closes else _("Too many: more arrived than moved out")


def _closing_figure(ledger: UnitLedger) -> str:
    return formats.amount((ledger.not_arrived if ledger.closes else ledger.excess).amount)


def _told(ledger: UnitLedger) -> tuple[Told, ...]:
    together = _("All together")
    named = [
        (f"{together}, {_('Moved out')}", "evacuated", ledger.moved),
        (f"{together}, {_('Arrived')}", "evacuated", ledger.arrived),
        (_closing_label(ledger), "evacuated", ledger.not_arrived if ledger.closes else ledger.excess),
        (f"{together}, {_('Went back')}", "returned", ledger.returned),
        (_("Unit not told"), "evacuated", ledger.left_nowhere),
    ]
    for line in ledger.lines:
        unit = unit_name(line.admin1_code)
        named += [
            (f"{unit}, {_('Moved out')}", "evacuated", line.moved),
            (f"{unit}, {_('Arrived')}", "evacuated", line.arrived),
            (f"{unit}, {_('Went back')}", "returned", line.returned),
            *((f"{unit}, {measure_label(name)}", name, number) for name, number in line.staying.items()),
        ]
    named += [(f"{country_name(code)}, {_('Arrived')}", "evacuated", number) for code, number in ledger.abroad.items()]
    return tuple(Told(label, measure, number) for label, measure, number in named if number.amount is not None)


def _figure(number: Number) -> float:
    return 0.0 if number.amount is None else number.amount.figure
