"""Sheets of a workbook as text, opened only after the archive round them was found harmless."""

import lzma
import re
import struct
import zipfile
import zlib
from pathlib import Path

import fastexcel
import polars as pl

from data.errors import FileUnreadable
from data.readers.delimited import Table, check_header, without_blank_rows
from data.readers.drafts import no_problems

MAX_MEMBERS = 10_000
MAX_UNPACKED = 1_000_000_000
MAX_RATIO = 200
MAX_CELLS = 20_000_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
"""What the standard library raises on an archive that is not what it says."""

_SMALL = 1_000_000
_CHUNK = 1_048_576
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_PLACE = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})([0-9]{1,7})"')


def check_archive(path: Path, *, name: str | None = None) -> list[str]:
    """Return the names inside a zip file after every limit was held against what it really unpacks to.

    Args:
        path: where the file lies.
        name: what people call it, for messages.

    Raises:
        FileUnreadable: broken, encrypted, too many members, too large, packed too tight, names that leave the folder,
            macros, a DOCTYPE, or too many cells.
    """
    name = name or path.name
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members, name=name)
            _check_content(archive, members, name=name)
    except _BROKEN as error:
        raise FileUnreadable(f"{name} is a broken archive or workbook: {error}.") from error
    return [member.filename for member in members]


def list_members(path: Path) -> list[str]:
    """Return the names inside a zip file."""
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def read_grids(path: Path, *, name: str) -> dict[str, pl.DataFrame]:
    """Return the visible sheets by name, cell by cell as text: ``source_row``, then ``column_1`` onwards.

    Raises:
        FileUnreadable: the workbook cannot be read.
    """
    try:
        reader = fastexcel.read_excel(path)
        sheets = [
            reader.load_sheet(sheet, header_row=None, dtypes="string", skip_rows=0) for sheet in reader.sheet_names
        ]
        grids = {sheet.name: sheet.to_polars() for sheet in sheets if sheet.visible == "visible"}
    except Exception as error:  # the package raises several classes, without a common root of its own
        raise FileUnreadable(f"{name} is a broken workbook: {error}.") from error
    return {sheet: _number(grid) for sheet, grid in grids.items()}


def tables_of_grids(grids: dict[str, pl.DataFrame], *, name: str) -> dict[str, Table]:
    """Return each sheet that has a header and rows as a table; its first row that is not blank is the header.

    A sheet of notes, whose first row is no header, is left aside as long as another sheet is a table.

    Raises:
        FileUnreadable: no sheet of several rows has a header of its own.
    """
    tables: dict[str, Table] = {}
    trouble: FileUnreadable | None = None
    for sheet, grid in grids.items():
        if grid.height > 1:
            try:
                tables[sheet] = Table(_table(grid, name=f"{name}, sheet {sheet}"), no_problems())
            except FileUnreadable as error:
                trouble = error
    if trouble is not None and not tables:
        raise trouble
    return tables


def _check_members(members: list[zipfile.ZipInfo], *, name: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise FileUnreadable(f"{name} holds {len(members):,} files; at most {MAX_MEMBERS:,} are opened.")
    for member in members:
        inside = member.filename.replace("\\", "/")
        if inside.startswith("/") or ".." in inside.split("/") or ":" in inside:
            raise FileUnreadable(f"{name} holds a file that would leave its folder: {member.filename!r}.")
        if member.flag_bits & 1:
            raise FileUnreadable(f"{name} has a password; save it without one.")
        if inside.lower().endswith("vbaproject.bin"):
            raise FileUnreadable(f"{name} holds macros; save it as .xlsx without them.")


def _check_content(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], *, name: str) -> None:
    total = 0
    for member in members:
        size = _check_member(archive, member, name=name, allowed=MAX_UNPACKED - total)
        if size > _SMALL and size > MAX_RATIO * max(member.compress_size, 1):
            raise FileUnreadable(f"{name}: {member.filename} unpacks to over {MAX_RATIO} times its size.")
        total += size


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, name: str, allowed: int) -> int:
    """Return the size that a member really has, counted while it is read."""
    is_markup = member.filename.lower().endswith((".xml", ".rels", ".kml"))
    is_sheet = "worksheets/" in member.filename
    size = cells = last_row = last_column = 0
    rest = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > allowed:
                raise FileUnreadable(f"{name} unpacks to over {MAX_UNPACKED:,} bytes.")
            if is_markup and b"<!DOCTYPE" in (window := rest + chunk).upper():
                raise FileUnreadable(f"{name}: {member.filename} has a DOCTYPE, which is never read.")
            if is_sheet:
                cells += len(_CELL.findall(window)) - len(_CELL.findall(rest))
                last_row, last_column = _extent(window, last_row, last_column)
            rest = chunk[-64:]
            if max(cells, last_row * last_column) > MAX_CELLS:
                raise FileUnreadable(f"{name}: {member.filename} spans over {MAX_CELLS:,} cells.")
    return size


def _extent(content: bytes, last_row: int, last_column: int) -> tuple[int, int]:
    places = _PLACE.findall(content)
    if not places:
        return last_row, last_column
    columns = {column for column, _ in places}
    return max(last_row, *(int(row) for _, row in places)), max(
        last_column, *(_number_of(column) for column in columns)
    )


def _number_of(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _number(grid: pl.DataFrame) -> pl.DataFrame:
    names = [f"column_{position}" for position in range(1, grid.width + 1)]
    grid = grid.rename(dict(zip(grid.columns, names, strict=True)))
    grid = grid.with_columns(pl.col(pl.String).replace("", None)) if names else grid
    grid = grid.insert_column(0, pl.Series("source_row", range(1, grid.height + 1), dtype=pl.Int64))
    return without_blank_rows(grid) if names else grid


def _table(grid: pl.DataFrame, *, name: str) -> pl.DataFrame:
    header = check_header([cell or "" for cell in grid.row(0)[1:]], name=name)
    return grid.slice(1).rename(dict(zip(grid.columns[1:], header, strict=True)))
