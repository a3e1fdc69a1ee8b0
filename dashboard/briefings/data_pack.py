"""The briefing as a data pack: CSV with HXL tags, GeoJSON of its maps, and a description that programs read.

The same briefing gives the same bytes: files are in a fixed order, and no time of this machine is written.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Any

from dashboard.briefings.blocks import Column, MapBlock, Value
from dashboard.briefings.content import Briefing
from dashboard.briefings.file_tables import FileTable, empty_words, file_table, tables_of
from dashboard.briefings.map_features import map_features
from dashboard.briefings.stamps import imprint
from dashboard.language import gettext as _
from dashboard.language import speaking
from data.formulas import safe_cell

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_EVERYBODY_READS = 0o644 << 16
DESCRIPTION = "datapackage.json"
SINCE = "changed_since.csv"
"""Not part of the briefing itself and so not described: it differs whenever the store has learnt more."""


def data_pack(briefing: Briefing) -> bytes:
    """Return a briefing as a zip of tables, maps and their description."""
    with speaking(briefing.language):
        tables = tables_of(briefing)
        files = {f"{table.name}.csv": csv_bytes(table) for table in tables}
        files |= {f"{name}.geojson": content for name, content in _maps(briefing)}
        described = _description(briefing, tables, files)
        files = {DESCRIPTION: _json(described), "README.txt": _readme(briefing).encode("utf-8"), **files}
        since = [csv_bytes(file_table(table)) for table in briefing.since_tables()]
        files |= dict.fromkeys([SINCE], b"\n".join(since)) if since else {}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _EVERYBODY_READS, 3
            pack.writestr(entry, content)
    return held.getvalue()


def csv_bytes(table: FileTable) -> bytes:
    """Return a table as CSV in UTF-8: names for programs, then HXL tags, then the rows; no text runs as a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow([_cell(column.name) for column in table.columns])
    writer.writerow([_cell(column.hxl) for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return held.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_cell(value)
    return value.isoformat() if isinstance(value, date) else f"{value:.10g}" if isinstance(value, float) else str(value)


def _maps(briefing: Briefing) -> Iterable[tuple[str, bytes]]:
    for block in briefing.blocks():
        if isinstance(block, MapBlock):
            features = map_features(file_table(block.table))
            yield block.name, _json({"type": "FeatureCollection", "features": features})


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode("utf-8")


def _description(briefing: Briefing, tables: Iterable[FileTable], files: dict[str, bytes]) -> dict[str, Any]:
    """Return the description of Frictionless Data; its licences are those of the sources, named in ``sources.csv``."""
    titles = {f"{table.name}.csv": table for table in tables}
    return {
        "profile": "data-package",
        "name": f"briefing-{briefing.id.lower()}",
        "id": briefing.id,
        "title": briefing.title,
        "description": briefing.subtitle,
        **({"homepage": briefing.link} if briefing.link else {}),
        "created": briefing.made_at.isoformat(),
        "language": briefing.language,
        "known_at": briefing.known_at.isoformat(),
        "generation": briefing.generation,
        "program": briefing.versions.program,
        "boundaries": briefing.versions.boundaries,
        "sources": _sources(tables),
        "resources": [_resource(name, content, titles.get(name)) for name, content in files.items()],
    }


def _sources(tables: Iterable[FileTable]) -> list[dict[str, str]]:
    """Return who counted, with the terms under which it may be shown."""
    found = []
    for table in tables:
        names = [column.name for column in table.columns]
        if table.name == "sources" and {"source", "address", "licence"} <= set(names):
            title, path, licence = (names.index(name) for name in ("source", "address", "licence"))
            kept = [[str(row[place] or "") for place in (title, path, licence)] for row in table.rows]
            found += [{"title": one, "path": other, "licence": terms} for one, other, terms in kept]
    return found


def _resource(name: str, content: bytes, table: FileTable | None) -> dict[str, Any]:
    stem, _dot, ending = name.rpartition(".")
    described: dict[str, Any] = {
        "name": stem.replace("_", "-").lower() + ("" if ending == "csv" else f"-{ending}"),
        "path": name,
        "format": ending,
        "mediatype": "text/csv" if ending == "csv" else "application/geo+json",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if table is None:
        return described
    return described | {
        "profile": "tabular-data-resource",
        "title": table.title,
        "dialect": {"header": True, "headerRows": [1], "commentRows": [2]},
        "schema": {"fields": [_field(column, table) for column in table.columns], "missingValues": [""]},
    }


def _field(column: Column, table: FileTable) -> dict[str, Any]:
    place = table.columns.index(column)
    kinds = {_kind(row[place]) for row in table.rows} - {""}
    kind = next(iter(kinds)) if len(kinds) == 1 else "number" if kinds == {"integer", "number"} else "string"
    return {"name": column.name, "title": column.title, "type": kind, "hxl": column.hxl}


def _kind(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return "date"
    return {int: "integer", float: "number"}.get(type(value), "string")


def _readme(briefing: Briefing) -> str:
    lines = [
        briefing.title,
        briefing.subtitle,
        "",
        *imprint(briefing),
        "",
        _("Each table is CSV in UTF-8; its second line holds HXL tags."),
        empty_words(),
        _("numbers.csv has every number once, makings.csv what was added to it or left out, with the reason."),
        _("sources.csv names who counted and under which licence it may be shown."),
        _("Boundaries: Natural Earth, simplified; they imply no endorsement"),
        *briefing.look.standing,
    ]
    return "\n".join(lines) + "\n"
