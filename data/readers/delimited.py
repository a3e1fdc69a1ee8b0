"""Rows of a CSV file as text: delimiter found, rows numbered as in the file, rows of the wrong length told.

The structure is read once with numpy (rows, cells per row), the cells with polars; a file whose quotes are loose goes
through Python's own reader, slower and just as strict about the length of rows.
"""

import csv
import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from data.errors import FileUnreadable
from data.readers.drafts import PROBLEM_SCHEMA

MAX_COLUMNS = 16_384
_DELIMITERS = (",", ";", "\t")
_CHUNK = 1 << 20
"""Bytes that are looked at together: few enough to stay in the processor's cache."""

_PACKED = (b"x\x01", b"x^", b"x\xda")
"""How text can begin that polars takes for packed bytes of zlib and unpacks unasked, however long it gets."""

_LEAST_STEP = 3
"""From line end to line end where a row has two signs: any shorter one may be blank."""

_QUOTE, _NEWLINE, _RETURN = 34, 10, 13


@dataclass(frozen=True)
class Table:
    """One table as text with ``source_row``, and a problem for each row that does not fit its header."""

    frame: pl.DataFrame
    problems: pl.DataFrame


@dataclass(frozen=True)
class _Structure:
    """Cells per row of the file, blank rows as 0; ``is_closed`` is False when a quotation mark stays open."""

    cells: npt.NDArray[np.int64]
    is_closed: bool


def parse_delimited(content: bytes, *, name: str) -> Table:
    """Return the table of a CSV file.

    Args:
        content: the whole file as UTF-8, without a byte order mark.
        name: the file's name, for messages.

    Raises:
        FileUnreadable: no header, a header named twice, too many columns, or a quotation mark that is never closed.
    """
    if b"\r" in content and b"\n" not in content:
        content = content.replace(b"\r", b"\n")
    first_line = _first_line(content)
    delimiter = max(_DELIMITERS, key=first_line.count)
    if first_line.count(delimiter) >= MAX_COLUMNS:
        raise FileUnreadable(f"{name} has over {MAX_COLUMNS:,} columns.")
    structure = _structure(content, delimiter)
    first = int(np.argmax(structure.cells > 0)) if structure.cells.size else 0
    width = int(structure.cells[first]) if structure.cells.size else 0
    if structure.is_closed and np.isin(structure.cells[first:], (0, width)).all():
        table = _parse_clean(content, structure, first=first, delimiter=delimiter, name=name)
        if table is not None:
            return table
    return _parse_loose(content.decode(), delimiter, name=name)


def _first_line(content: bytes) -> str:
    """Return the first line that is not blank."""
    start, line = 0, ""
    while start < len(content) and not line.strip():
        end = content.find(b"\n", start) + 1 or len(content)
        start, line = end, content[start:end].decode()
    return line


def check_header(header: list[str], *, name: str) -> list[str]:
    """Return the header cells trimmed; an unnamed column is called ``column_N``.

    A column that is itself called ``source_row`` (a table that came from here) is called ``source_row_given``.

    Raises:
        FileUnreadable: a name stands twice, or there is no name at all.
    """
    cells = [cell.strip() for cell in header]
    if not any(cells):
        raise FileUnreadable(f"{name} has no header row.")
    twice = sorted({cell for cell in cells if cell and cells.count(cell) > 1})
    if twice:
        raise FileUnreadable(f"{name}: the column {twice[0]!r} stands {cells.count(twice[0])} times in the header.")
    named = [cell or f"column_{position}" for position, cell in enumerate(cells, start=1)]
    return ["source_row_given" if cell == "source_row" else cell for cell in named]


def _structure(content: bytes, delimiter: str) -> _Structure:
    """Count cells per row: separators and line ends that stand outside quotation marks."""
    even = _even_cells(content, delimiter)
    if even is not None:
        return _Structure(even, is_closed=True)
    data = np.frombuffer(content, dtype=np.uint8)
    cells = [np.zeros(0, dtype=np.int64)]
    is_inside, separators, last_end = 0, 0, -1
    for start in range(0, data.size, _CHUNK):
        part = data[start : start + _CHUNK]
        is_end, is_separator = part == _NEWLINE, part == ord(delimiter)
        if is_inside or (part == _QUOTE).any():
            inside = (np.cumsum(part == _QUOTE, dtype=np.uint8) + np.uint8(is_inside)) & 1
            is_inside = int(inside[-1])
            is_end &= inside == 0
            is_separator &= inside == 0
        ends, so_far = np.flatnonzero(is_end), np.cumsum(is_separator, dtype=np.int64)
        cells.append(_cells_of_rows(data, ends + start, np.diff(so_far[ends], prepend=-separators), last_end))
        separators = int(so_far[-1] - so_far[ends[-1]]) if ends.size else separators + int(so_far[-1])
        last_end = int(ends[-1]) + start if ends.size else last_end
    if data.size and data[-1] != _NEWLINE:
        cells.append(_cells_of_rows(data, np.array([data.size]), np.array([separators]), last_end))
    return _Structure(np.concatenate(cells), is_closed=is_inside == 0)


def _cells_of_rows(
    data: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64], separators: npt.NDArray[np.int64], last_end: int
) -> npt.NDArray[np.int64]:
    """Return the number of cells of each row from the places of their ends; 0 for a blank row."""
    lengths = np.diff(ends, prepend=last_end) - 1
    is_blank = (lengths == 0) | ((lengths == 1) & (data[np.maximum(ends - 1, 0)] == _RETURN))
    return np.where(is_blank, 0, separators + 1)


def _even_cells(content: bytes, delimiter: str) -> npt.NDArray[np.int64] | None:
    """Return the cells per row of a file without quotation marks or blank rows, if all rows have as many as the first.

    Only separators and line ends are counted: where their sum is right, a row that is too short stands against one that
    is too long, and that one polars refuses.
    """
    if b'"' in content:
        return None
    data = np.frombuffer(content, dtype=np.uint8)
    rows, separators, last_end = 0, 0, -1
    for start in range(0, data.size, _CHUNK):
        part = data[start : start + _CHUNK]
        ends = np.flatnonzero(part == _NEWLINE) + start
        if ends.size and np.diff(ends, prepend=last_end).min() < _LEAST_STEP:
            return None
        rows, last_end = rows + ends.size, ends[-1] if ends.size else last_end
        separators += int(np.count_nonzero(part == ord(delimiter)))
    rows += last_end < data.size - 1
    width = _first_line(content).count(delimiter) + 1
    return np.full(rows, width) if separators == rows * (width - 1) else None


def _parse_clean(content: bytes, structure: _Structure, *, first: int, delimiter: str, name: str) -> Table | None:
    if content.startswith(_PACKED):
        return None
    try:
        frame = pl.read_csv(
            io.BytesIO(content), has_header=False, infer_schema=False, separator=delimiter, empty_string_is_null=True
        )
    except pl.exceptions.PolarsError:
        return None
    if _QUOTE in content:
        # polars takes a quoted nothing for a text in some places and for missing in others.
        empty = [column.name for column in frame.iter_columns() if (column == "").any()]
        frame = frame.with_columns(pl.when(pl.col(name) != "").then(name).alias(name) for name in empty)
    # polars leaves out blank rows at the very start only
    rows = np.arange(1, structure.cells.size + 1)[-frame.height :] if frame.height else np.zeros(0, dtype=np.int64)
    if (
        frame.height not in {structure.cells.size, structure.cells.size - first}
        or frame.width != structure.cells[first]
    ):
        return None
    frame = frame.insert_column(0, pl.Series("source_row", rows, dtype=pl.Int64))
    frame = frame.slice(first - (structure.cells.size - frame.height))
    header = check_header([cell or "" for cell in frame.row(0)[1:]], name=name)
    frame = frame.slice(1).rename(dict(zip(frame.columns[1:], header, strict=True)))
    return Table(without_blank_rows(frame), pl.DataFrame(schema=PROBLEM_SCHEMA))


def _parse_loose(text: str, delimiter: str, *, name: str) -> Table:
    """Read row by row, so that each row of the wrong length can be named."""
    rows = list(enumerate(_rows(text, delimiter, name=name), start=1))
    rows = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise FileUnreadable(f"{name} has no header row.")
    header = check_header(rows[0][1], name=name)
    fitting = [(number, row) for number, row in rows[1:] if len(row) == len(header)]
    columns = {column: [row[i] or None for _, row in fitting] for i, column in enumerate(header)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(header, pl.String))
    numbers = pl.Series("source_row", [number for number, _ in fitting], dtype=pl.Int64)
    broken = [_broken(number, row, len(header), delimiter) for number, row in rows[1:] if len(row) != len(header)]
    return Table(frame.insert_column(0, numbers), pl.DataFrame(broken, schema=PROBLEM_SCHEMA, orient="row"))


def _rows(text: str, delimiter: str, *, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    csv.field_size_limit(10_000_000)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise FileUnreadable(f"{name}, line {reader.line_num}: {error}.") from error
    if rows and rows[-1] and text.count('"') % 2 and "\n" in rows[-1][-1]:
        raise FileUnreadable(f"{name}, row {len(rows)}: a quotation mark is never closed.")
    return rows


def _broken(number: int, row: list[str], width: int, delimiter: str) -> tuple[int, None, str, str, str]:
    message = f"Row {number} has {len(row)} cells; the header has {width}."
    return number, None, delimiter.join(row)[:500], "row_length", message


def without_blank_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that have something in at least one cell."""
    cells = [column for column in frame.columns if column != "source_row"]
    if any(frame[column].null_count() == 0 for column in cells):
        return frame
    return frame.filter(pl.any_horizontal(pl.col(cells).is_not_null()))
