"""Single records as a table for people: figure, of whom, where, when, by whom, and whether it is in the number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import formats
from dashboard.headlines import measure_label, source_title
from dashboard.html_tables import Cell, html_table
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.making_words import reason_words
from dashboard.movement_views import place_name
from dashboard.number_address import Wanted
from dashboard.place_labels import state_name, states, unit_name
from data.events import BY_ID
from data.queries.amounts import Amount
from data.queries.record_rows import RecordRow, RowTotals, Show
from data.schema import Quantifier
from data.sources import MANY_PUBLISHERS

PAGE_ROWS = 50
_COUNTS, _LEFT_OUT = "\u25cf", "\u25cb"
_SEXES = {
    "female": lambda: _("women and girls"),
    "male": lambda: _("men and boys"),
    "other": lambda: _("other sex"),
    "unknown": lambda: _("sex not told"),
}
_UNITS: dict[str, Callable[[], str]] = {
    "household": lambda: _("households"),
    "shelter": lambda: _("shelters"),
}


@dataclass(frozen=True)
class Pages:
    """Which page of rows is looked at, of how many; the first is 1."""

    page: int
    rows: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.rows // PAGE_ROWS))

    @property
    def skip(self) -> int:
        """Rows before the first one of the page."""
        return (self.page - 1) * PAGE_ROWS

    @property
    def words(self) -> str:
        """Which rows of how many are on the page."""
        return _("Records {first} to {last} of {count}").format(
            first=formats.number(self.skip + 1),
            last=formats.number(min(self.skip + PAGE_ROWS, self.rows)),
            count=formats.number(self.rows),
        )


def pages_of(rows: int, code: str) -> Pages:
    """Return the page that an address asks for; the nearest one where it has no such page."""
    asked = Pages(int(code) if code.isdecimal() and len(code) < 9 else 1, rows)
    return Pages(min(max(asked.page, 1), asked.last), rows)


def show_words(show: Show, totals: RowTotals) -> str:
    """Return the words for a choice of rows, with how many they are."""
    words = {
        Show.IN_NUMBER: _("In the number ({count})"),
        Show.LEFT_OUT: _("Left out ({count})"),
        Show.ALL: _("All ({count})"),
    }
    return words[show].format(count=formats.number(totals.of(show)))


def wanted_words(wanted: Wanted) -> str:
    """Return what a number answers in one line: measure, place, day or period, and what it is narrowed to."""
    question = wanted.question
    where = ", ".join(unit_name(code) for code in question.units)
    where = where or ", ".join(
        state_name(code) for code in question.countries if len(question.countries) < len(states())
    )
    words = [measure_label(question.measure), where or _("Caricom"), _period(wanted)]
    if question.event is not None:
        event = BY_ID.get(question.event)
        words.append(_(event.name) if event is not None else question.event)
    words += [source_title(question.source)] if question.source is not None else []
    words += [one for one in (question.operation, question.hazard) if one is not None]
    words += [_("from {place}").format(place=place_name(code)) for code in question.origins]
    return " \u00b7 ".join([*words, *(_line_value(text) for text in wanted.line)])


def _period(wanted: Wanted) -> str:
    question = wanted.question
    if question.is_stock:
        return _("on {day}").format(day=formats.day(question.as_of))
    if question.date_from is None:
        return _("up to {day}").format(day=formats.day(question.as_of))
    return _("{first} to {last}").format(first=formats.day(question.date_from), last=formats.day(question.as_of))


def _line_value(text: str) -> str:
    if text in _SEXES:
        return _SEXES[text]()
    if len(text) == 3 and text.isupper():
        return place_name(text)
    return source_title(text) if text else _("not told")


def records_html(rows: Sequence[RecordRow], *, caption: str) -> str:
    """Return records as a table for the page; a column that none of them fills is left out."""
    columns = [column for column in _COLUMNS if column.is_always or any(column.cell(row).text for row in rows)]
    header = [Cell(column.header(), column.look) for column in columns]
    return html_table(header, [[column.cell(row) for column in columns] for row in rows], caption=caption)


@dataclass(frozen=True)
class _Column:
    header: Callable[[], str]
    cell: Callable[[RecordRow], Cell]
    is_always: bool = True
    look: str = ""


def _place(row: RecordRow) -> Cell:
    record = row.record
    finer = record["admin2_code"] and record["provider_place_name"]
    unit = unit_name(record["admin1_code"]) if record["admin1_code"] else record["provider_place_name"]
    names = [name for name in (finer, unit, state_name(record["country_iso3"])) if name]
    given = record["provider_place_name"]
    hint = _("The source writes: {name}").format(name=given) if given else ""
    return Cell(", ".join(dict.fromkeys(names)), hint=hint)


def amount_words(row: RecordRow) -> str:
    """Return the figure of a record as its source wrote it; a dash where it gives none."""
    record = row.record
    if record["figure"] is None:
        return formats.MISSING
    high = record["figure_high"]
    amount = Amount(
        float(record["figure"]),
        Quantifier(record["quantifier"] or Quantifier.EXACT),
        None if high is None else float(high),
    )
    words = formats.amount(amount)
    unit = _UNITS.get(record["unit"] or "")
    if unit is not None:
        words = _("{figure} {unit}").format(figure=words, unit=unit())
    if record["household_size"] is not None:
        size = formats.number(record["household_size"])
        words = _("{figure}, {size} people each").format(figure=words, size=size)
    return words


def _figure(row: RecordRow) -> Cell:
    return Cell(amount_words(row), "number")


def _whom(row: RecordRow) -> Cell:
    record = row.record
    sex = _SEXES[record["sex"]]() if record["sex"] in _SEXES else record["sex"]
    age = _("age {band}").format(band=record["age_band"]) if record["age_band"] else None
    names = (sex, age, record["population_group"], record["sector"], record["severity"], record["term"])
    return Cell(", ".join(str(name) for name in names if name))


def _origin(row: RecordRow) -> Cell:
    record = row.record
    if not record["origin_iso3"]:
        return Cell("")
    unit = record["origin_admin1_code"]
    country = place_name(record["origin_iso3"])
    return Cell(f"{unit_name(unit)}, {country}" if unit else country)


def _days(row: RecordRow) -> Cell:
    record = row.record
    start, end, precision = record["start_date"], record["end_date"] or record["start_date"], record["date_precision"]
    if precision == "year" and start.year == end.year:
        return Cell(str(start.year), "day")
    words = formats.short_day(start)
    if end != start:
        words = _("{first} to {last}").format(first=words, last=formats.short_day(end))
    return Cell(words, "day", hint=_published(record["reported_on"]))


def _published(day: date | None) -> str:
    return _("Published on {day}").format(day=formats.day(day)) if day is not None else ""


def _round(row: RecordRow) -> Cell:
    record = row.record
    number = record["reporting_round"]
    words = _("round {round}").format(round=number) if number is not None else None
    event = BY_ID.get(record["event_id"] or "")
    names = (record["operation"], words, record["assessment_type"], _(event.name) if event is not None else None)
    return Cell(", ".join(str(name) for name in names if name))


def _source(row: RecordRow) -> Cell:
    record: dict[str, Any] = dict(row.record)
    is_its_own = record["source"] in MANY_PUBLISHERS
    title = record["source_name"] if is_its_own and record["source_name"] else source_title(record["source"])
    return Cell(title, "long", hint=record["licence"] or "", link=record["source_url"] or "")


def _standing(row: RecordRow) -> Cell:
    if row.why_not is None:
        return Cell(f"{_COUNTS} {_('in the number')}", "long")
    return Cell(f"{_LEFT_OUT} {reason_words(row.why_not)}", "long")


_COLUMNS = (
    _Column(lambda: _("Place"), _place),
    _Column(lambda: _("Figure"), _figure, look="number"),
    _Column(lambda: _("From"), _origin, is_always=False),
    _Column(lambda: _("Day"), _days, look="day"),
    _Column(lambda: _("Source"), _source, look="long"),
    _Column(lambda: _("In the number?"), _standing, look="long"),
    _Column(lambda: _("Of whom"), _whom, is_always=False),
    _Column(lambda: _("Operation, round or event"), _round, is_always=False),
)


def caption_words(pages: Pages) -> str:
    """Return the caption of the table of rows."""
    words = ngettext("{count} record", "{count} records", pages.rows).format(count=formats.number(pages.rows))
    return pages.words if pages.rows > PAGE_ROWS else words
