"""What stands beside a file: a data package (https://datapackage.org) that says what its figures are, and whose.

The same facts as lines of words go into the workbook and into the geographic files, so that a file that lost its
descriptor still says whose figures it holds. Each row names its own source and licence besides.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from data.exports.listing import Listing
from data.queries.presenting import plain
from data.queries.record_rows import Show
from data.schema import Column, Type
from data.sources import SOURCES

TITLE = "Caricom Displacement Tracker"
_TYPES = {
    Type.TEXT: "string",
    Type.COUNT: "integer",
    Type.NUMBER: "number",
    Type.DAY: "date",
    Type.MOMENT: "datetime",
    Type.FLAG: "boolean",
}
_SHOWN = {
    Show.IN_NUMBER: "the records in the number",
    Show.LEFT_OUT: "the records left out of the number",
    Show.ALL: "the records in the number and those left out of it",
}


@dataclass(frozen=True)
class Written:
    """A file's bytes, and what a data package says of its columns."""

    content: bytes
    fields: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Publisher:
    """Who published records of a file, where, under which terms, and how many of them."""

    title: str
    address: str
    licence: str
    records: int


def publishers_in(table: pl.DataFrame) -> list[Publisher]:
    """Return who stands behind the records of a file, those with most records first."""
    grouped = table.group_by("source", "source_name", "licence").agg(
        pl.len().alias("records"), pl.col("source_url").drop_nulls().first()
    )
    found = []
    for row in grouped.sort(["records", "source", "source_name"], descending=[True, False, False]).to_dicts():
        known = SOURCES.get(row["source"])
        title = row["source_name"] or (f"{known.publisher} {known.title}" if known else row["source"])
        address = (known.address if known else "") or row["source_url"] or ""
        licence = row["licence"] or (known.licence if known else "") or "not told by the source"
        found.append(Publisher(title, address, licence, row["records"]))
    return found


def number_document(listing: Listing) -> dict[str, Any]:
    """Return what the number is: measure, day, places, figure, and from which state of the store it was counted."""
    question, amount, making = listing.question, listing.number.amount, listing.number.making
    return {
        "measure": question.measure,
        "label": question.measure_info.label,
        "definition": question.measure_info.definition,
        "definition_source": question.measure_info.definition_source,
        "kind": str(question.measure_info.kind),
        "as_of": question.as_of.isoformat(),
        "date_from": None if question.is_stock or question.date_from is None else question.date_from.isoformat(),
        "countries": list(question.countries),
        "units": list(question.units),
        "event": question.event,
        "source": question.source,
        "line": listing.line,
        "figure": plain(amount.figure) if amount else None,
        "figure_high": plain(amount.high) if amount and amount.high is not None else None,
        "quantifier": str(amount.quantifier) if amount else None,
        "units_counted": making.units_counted,
        "units_known": making.units_known,
        "rules": list(listing.rules),
        "known_at": listing.known_at.isoformat() if listing.known_at else None,
    }


def about_lines(listing: Listing, *, made_at: datetime) -> list[tuple[str, str]]:
    """Return what a file is, as lines of words: the number, the records, whose they are."""
    told = number_document(listing)
    figure = "nothing counted" if told["figure"] is None else f"{told['figure']} ({told['quantifier']})"
    lines = [
        ("What", f"{told['label']}: {told['definition']} ({told['definition_source']})"),
        ("Number", figure),
        ("Day", told["as_of"] if told["date_from"] is None else f"{told['date_from']} to {told['as_of']}"),
        ("Places", ", ".join([*told["countries"], *told["units"]])),
        ("Narrowed to", ", ".join(f"{name} {value}" for name, value in _narrowed(told))),
        ("Records", f"{listing.table.height}: {_SHOWN[listing.show]}; the column in_number says which is which"),
        *(("Rule", rule) for rule in listing.rules),
        *(
            ("Source", f"{one.title}, {one.records} records, {one.address or 'address in its rows'}; {one.licence}")
            for one in publishers_in(listing.table)
        ),
        ("State of the store", told["known_at"] or ""),
        ("Made", f"{made_at.isoformat(timespec='seconds')} with the {TITLE}"),
        ("Empty cells", "nobody counted, or the source does not say; 0 means that somebody counted and found nobody"),
        ("Apostrophes", "before a text that a spreadsheet would run as a formula; left out again at an import"),
    ]
    return [(word, text) for word, text in lines if text]


def _narrowed(told: dict[str, Any]) -> list[tuple[str, Any]]:
    named = [(name, told[name]) for name in ("event", "source") if told[name] is not None]
    return [*named, *told["line"].items()]


def descriptor_bytes(
    listing: Listing, written: Written, *, path: str, form: str, mime: str, made_at: datetime
) -> bytes:
    """Return the data package that describes one file.

    Args:
        listing: what the file holds.
        written: its bytes and its columns.
        path: name of the file.
        form: short name of its format.
        mime: media type of its format.
        made_at: when it was made.
    """
    publishers = publishers_in(listing.table)
    resource = {
        "name": "records",
        "path": path,
        "format": form,
        "mediatype": mime,
        "bytes": len(written.content),
        "hash": f"sha256:{hashlib.sha256(written.content).hexdigest()}",
        "schema": {"fields": list(written.fields), "missingValues": [""], "primaryKey": ["record_id"]},
    }
    package = {
        "name": "records-behind-a-number",
        "title": f"{listing.question.measure_info.label}: {_SHOWN[listing.show]}",
        "description": "\n".join(f"{word}: {text}" for word, text in about_lines(listing, made_at=made_at)),
        "created": made_at.isoformat(timespec="seconds"),
        "licenses": [{"title": text} for text in dict.fromkeys(one.licence for one in publishers)],
        "sources": [
            {"title": one.title, "path": one.address, "licence": one.licence, "records": one.records}
            for one in publishers
        ],
        "number": number_document(listing),
        "resources": [resource],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def field_of(column: Column) -> dict[str, Any]:
    """Return what a data package says of a column."""
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": column.meaning}
    if column.choices:
        field["constraints"] = {"enum": list(column.choices)}
    return field
