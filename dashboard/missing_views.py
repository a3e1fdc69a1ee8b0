"""People who died or went missing on the way: incidents as points and lines, and all of them by year."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.headlines import measure_label, source_note
from dashboard.language import gettext as _
from dashboard.language import ngettext
from dashboard.movement_views import place_name
from dashboard.place_labels import states, unit_name
from dashboard.record_views import amount_words
from dashboard.selection import Selection
from dashboard.table_views import TableView, Told
from data.queries.answer import Answer, Number
from data.queries.question import By, Question
from data.queries.record_rows import RecordRow

MEASURE = "missing_or_dead"
MOST_INCIDENTS = 20_000


def missing_question(selection: Selection, *by: By) -> Question:
    """Return the question of the states chosen, from the first record on; named events are told of none of them."""
    return replace(selection.question(MEASURE, *by), event=None)


def missing_words(answer: Answer, incidents: Sequence[RecordRow], selection: Selection) -> str:
    """Return how many people in how many records, by whom, and where most died or went missing."""
    records = _records(len(incidents))
    total = _("{what}: {figure} in all, {records}, {note}.").format(
        what=measure_label(MEASURE),
        figure=formats.amount(answer.total.amount),
        records=records,
        note=source_note(answer.total.making, selection.day),
    )
    largest = max(incidents, key=lambda row: row.record["figure"] or 0)
    worst = _("Most in one record: {figure}, {place}, {day}.").format(
        figure=amount_words(largest), place=_place(largest.record), day=formats.day(largest.record["start_date"])
    )
    return f"{total} {worst}"


def own_people_question(selection: Selection) -> Question:
    """Return the question of people who come from the states chosen, wherever they died or went missing."""
    return replace(missing_question(selection), countries=(), origins=selection.scope or tuple(states()))


def own_people_words(number: Number, count: int) -> str:
    """Return how many people who come from the states chosen died or went missing, in how many records."""
    return _("People from here, wherever they died or went missing: {figure}, {records}.").format(
        figure=formats.amount(number.amount), records=_records(count)
    )


def years_view(answer: Answer) -> TableView:
    """Return a line for each year in which somebody counted, the newest first."""
    rows = sorted((row for row in answer.rows if row.number.amount is not None), key=lambda row: -int(row.by["year"]))
    lines = tuple((str(row.by["year"]), formats.amount(row.number.amount)) for row in rows)
    told = (
        Told(_("All together"), MEASURE, answer.total),
        *(Told(str(row.by["year"]), MEASURE, row.number) for row in rows),
    )
    caption = _("{what} by year; a year without a line has no record").format(what=measure_label(MEASURE))
    return TableView(caption, (_("Year"), _("Figure")), lines, frozenset({1}), told)


def incidents_table(incidents: Sequence[RecordRow]) -> pd.DataFrame:
    """Return one row per record, the newest first."""
    records = [row.record for row in _newest_first(incidents)]
    return pd.DataFrame(
        {
            _("Day"): [record["start_date"].isoformat() for record in records],
            _("Place"): [_place(record) for record in records],
            _("Figure"): pd.array([record["figure"] for record in records], dtype="Int64"),
            _("Cause"): [record["reason"] or formats.MISSING for record in records],
            _("Route"): [record["term"] or formats.MISSING for record in records],
            _("From"): [place_name(record["origin_iso3"]) for record in records],
            _("Latitude"): _degrees(records, "latitude"),
            _("Longitude"): _degrees(records, "longitude"),
            _("Source"): [record["source_name"] or record["source"] for record in records],
        }
    )


def points_table(incidents: Sequence[RecordRow]) -> pd.DataFrame:
    """Return the incidents as points for the map, as `dashboard.maps.sites_layer.publish_sites` takes them."""
    records = [row.record for row in incidents]
    return pd.DataFrame(
        {
            "site_id": [record["record_id"] for record in records],
            "name": [f"{_place(record)}, {formats.short_day(record['start_date'])}" for record in records],
            "code": [record["country_iso3"] if record["country_iso3"] in states() else "" for record in records],
            "latitude": _degrees(records, "latitude"),
            "longitude": _degrees(records, "longitude"),
            "value": pd.array([record["figure"] for record in records], dtype="Float64"),
            "figure": [_("{figure} dead or missing").format(figure=amount_words(row)) for row in incidents],
            "note": [" \u00b7 ".join(str(part) for part in _beside(record) if part) for record in records],
        }
    )


def _records(count: int) -> str:
    return ngettext("{count} record", "{count} records", count).format(count=formats.number(count))


def _newest_first(incidents: Sequence[RecordRow]) -> list[RecordRow]:
    return sorted(incidents, key=lambda row: (row.record["start_date"], row.record["record_id"]), reverse=True)


def _place(record: Any) -> str:
    country = place_name(record["country_iso3"])
    return f"{unit_name(record['admin1_code'])}, {country}" if record["admin1_code"] else country


def _beside(record: Any) -> tuple[str | None, ...]:
    return (record["reason"], record["term"], record["source_name"])


def _degrees(records: Sequence[Any], axis: str) -> pd.api.extensions.ExtensionArray:
    return pd.array([record[axis] for record in records], dtype="Float64")
