"""A file as it came: its size, hash and kind, and its content as text, behind limits that hold before anything is read.

Kinds are told by content, never by the name. Formats that can run code when opened (pickle) and formats that no source
publishes (Parquet) are not known here on purpose.
"""

import codecs
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from data.errors import FileUnreadable
from data.readers.delimited import Table, parse_delimited
from data.readers.documents import parse_document, rows_of_document, table_of_rows
from data.readers.drafts import no_problems
from data.readers.workbooks import check_archive, list_members, read_grids, tables_of_grids

MAX_BYTES = 200_000_000
_HEAD = 65_536
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_GEOGRAPHIC_JSON = (b'"FeatureCollection"', b'"Feature"')


@dataclass(frozen=True)
class OpenedFile:
    """One file, known by its bytes.

    Attributes:
        path: where it lies.
        name: its name, for messages.
        size: bytes.
        sha256: hash of the bytes.
        kind: ``csv``, ``json``, ``xlsx``, ``zip``, ``xml``, ``geo`` or ``unknown``.
    """

    path: Path
    name: str
    size: int
    sha256: str
    kind: str

    def head(self, n_bytes: int = _HEAD) -> bytes:
        """Return the first bytes of the file."""
        with self.path.open("rb") as stream:
            return stream.read(n_bytes)

    def text(self) -> str:
        """Return the whole file as text, without a byte order mark.

        Raises:
            FileUnreadable: the bytes are not UTF-8 (or UTF-16 with a byte order mark), or hold a NUL.
        """
        return _decode(self.path.read_bytes(), name=self.name)

    def document(self) -> Any:
        """Return the JSON document; numbers stay the text that the file has.

        Raises:
            FileUnreadable: it is not JSON, or nested too deep.
        """
        return self._document

    def table(self) -> pl.DataFrame:
        """Return the first table of the file: one row per data row, all columns text, and ``source_row``.

        Raises:
            FileUnreadable: the file holds no table.
        """
        tables = self.sheets()
        if not tables:
            raise FileUnreadable(f"{self.name} holds no table: expected a header and rows.")
        return next(iter(tables.values()))

    def header(self) -> list[str]:
        """Return the column names of the first table."""
        return [name for name in self.table().columns if name != "source_row"]

    def sheets(self) -> dict[str, pl.DataFrame]:
        """Return every table of the file by name; a CSV or JSON file has one, with an empty name.

        Raises:
            FileUnreadable: the file is broken.
        """
        return {name: table.frame for name, table in self._tables.items()}

    def grids(self) -> dict[str, pl.DataFrame]:
        """Return the sheets of a workbook cell by cell, without taking a row for a header.

        Columns are ``source_row`` and ``column_1`` onwards.
        """
        return self._grids if self.kind == "xlsx" else {}

    def members(self) -> list[str]:
        """Return the names inside a zip file; limits have been checked."""
        return list_members(self.path) if self.kind in {"zip", "xlsx"} else []

    def table_with(self, columns: Iterable[str]) -> pl.DataFrame | None:
        """Return the first table that has all these columns; None when there is none."""
        needed = set(columns)
        return next((frame for frame in self.sheets().values() if needed <= set(frame.columns)), None)

    def broken_rows(self) -> pl.DataFrame:
        """Return a problem for each row whose number of cells is not that of the header."""
        return pl.concat([no_problems(), *(table.problems for table in self._tables.values())])

    def forget(self) -> None:
        """Let go of the content; who asks again reads the file again."""
        for name in ("_document", "_grids", "_tables"):
            vars(self).pop(name, None)

    @cached_property
    def _document(self) -> Any:
        return parse_document(self.text(), name=self.name)

    @cached_property
    def _grids(self) -> dict[str, pl.DataFrame]:
        return read_grids(self.path, name=self.name)

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        if self.kind == "csv":
            return {"": _in_one_piece(parse_delimited(_utf8(self.path.read_bytes(), name=self.name), name=self.name))}
        if self.kind == "json":
            rows = rows_of_document(self._document)
            return {} if rows is None else {"": Table(table_of_rows(rows), no_problems())}
        if self.kind == "xlsx":
            return tables_of_grids(self._grids, name=self.name)
        return {}


def open_file(path: Path, *, name: str | None = None) -> OpenedFile:
    """Return the file with its hash and kind, after the limits on size and archives were checked.

    Args:
        path: where it lies.
        name: what people call it, for messages; without it the name it has there.

    Raises:
        FileUnreadable: the file is missing, empty, too large, encrypted, or an archive beyond the limits.
    """
    name = name or path.name
    if not path.is_file():
        raise FileUnreadable(f"{name}: there is no such file.")
    size = path.stat().st_size
    if size == 0:
        raise FileUnreadable(f"{name} is empty.")
    if size > MAX_BYTES:
        raise FileUnreadable(f"{name} has {size:,} bytes; at most {MAX_BYTES:,} are read. Split the file.")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        head = stream.read(_HEAD)
    return OpenedFile(path=path, name=name, size=size, sha256=digest, kind=_kind(path, head, name=name))


def _kind(path: Path, head: bytes, *, name: str) -> str:
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _kind_of_archive(path, name=name)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileUnreadable(
            f"{name} is an old workbook (.xls) or has a password; save it as .xlsx without a password."
        )
    if head.startswith(b"SQLite format 3\0"):
        return "geo" if head[68:72] in {b"GPKG", b"GP10", b"GP11"} else "unknown"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "geo"
    return _kind_of_text(head)


def _kind_of_archive(path: Path, *, name: str) -> str:
    names = check_archive(path, name=name)
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "geo" if any(member.lower().endswith(".kml") for member in names) else "zip"


def _kind_of_text(head: bytes) -> str:
    if head.startswith(_UTF16):
        return "csv"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return _kind_of_markup(start)
    if start[:1] in {b"{", b"["}:
        return "geo" if b'"type"' in start and any(mark in start for mark in _GEOGRAPHIC_JSON) else "json"
    return "unknown" if _is_binary(head) else "csv"


def _kind_of_markup(start: bytes) -> str:
    lower = start[:2000].lower()
    if b"<kml" in lower:
        return "geo"
    return "unknown" if b"<html" in lower else "xml"


def _is_binary(head: bytes) -> bool:
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head[:2000])
    return odd > 20 or head.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\x1f\x8b", b"PAR1", b"\x80\x04")
    )


def _utf8(content: bytes, *, name: str) -> bytes:
    """Return a text file as UTF-8 without a byte order mark; a large one is checked without being made a text."""
    if content.startswith(_UTF16) or b"\0" in content:
        return _decode(content, name=name).encode()
    whole = pa.LargeStringArray.from_buffers(1, pa.array([0, len(content)]).buffers()[1], pa.py_buffer(content))
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return _decode(content, name=name).encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _in_one_piece(table: Table) -> Table:
    """Join the pieces that columns were read in, one column after the other: all at once would take memory twice."""
    columns, problems = table.frame.get_columns(), table.problems
    del table
    for position in range(len(columns)):
        columns[position] = columns[position].rechunk()
    return Table(pl.DataFrame(columns), problems)


def _decode(content: bytes, *, name: str) -> str:
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise FileUnreadable(f"{name}, row {row}: not UTF-8 text. Save it as 'CSV UTF-8' and try again.") from error
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise FileUnreadable(f"{name}, row {row}: holds a NUL character, so it is no text file.")
    return text
