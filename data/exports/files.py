"""The five forms in which records leave the store, each with its descriptor.

A name carries a token that nobody can guess: a server finds downloads by name and content, and without it one officer
could be given the file of another.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.exports.descriptor import Written, about_lines, descriptor_bytes, field_of
from data.exports.geographic import POSITION, geojson_bytes, geopackage_bytes
from data.exports.listing import Listing, column_of
from data.exports.text_files import csv_bytes, hxl_file
from data.exports.workbook import workbook_bytes


class Form(StrEnum):
    """A format of a file."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    HXL = "hxl"
    GPKG = "gpkg"


SUFFIXES = {form: ".hxl.csv" if form is Form.HXL else f".{form}" for form in Form}
MIMES = {
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.GEOJSON: "application/geo+json",
    Form.HXL: "text/csv",
    Form.GPKG: "application/geopackage+sqlite3",
}


@dataclass(frozen=True)
class ExportedFile:
    """A file ready to be handed over, with what describes it."""

    name: str
    content: bytes
    mime: str
    descriptor_name: str
    descriptor: bytes


def export_file(listing: Listing, form: Form, *, token: str, made_at: datetime) -> ExportedFile:
    """Return records as a file with its descriptor.

    Args:
        listing: the records.
        form: the format.
        token: part of the name that nobody can guess.
        made_at: when it is made.
    """
    stem = "-".join([*_places(listing), listing.question.measure, listing.question.as_of.isoformat(), token])
    name, written = stem + SUFFIXES[form], _written(listing, form, made_at)
    descriptor = descriptor_bytes(listing, written, path=name, form=str(form), mime=MIMES[form], made_at=made_at)
    return ExportedFile(name, written.content, MIMES[form], f"{stem}.datapackage.json", descriptor)


def _written(listing: Listing, form: Form, made_at: datetime) -> Written:
    about = about_lines(listing, made_at=made_at)
    document = {"text": [f"{word}: {text}" for word, text in about]}
    columns = [column_of(name) for name in listing.table.columns]
    fields = [field_of(column) for column in columns]
    placed = [*fields, field_of(POSITION)]
    match form:
        case Form.CSV:
            return Written(csv_bytes(listing), fields)
        case Form.XLSX:
            return Written(workbook_bytes(listing, about, made_at=made_at), fields)
        case Form.GEOJSON:
            return Written(geojson_bytes(listing, document), placed)
        case Form.GPKG:
            return Written(geopackage_bytes(listing, document), placed)
        case Form.HXL:
            return hxl_file(listing)


def _places(listing: Listing) -> list[str]:
    """Return the places for a name; of many countries none."""
    question = listing.question
    return list(question.units or (question.countries if len(question.countries) == 1 else ()))
