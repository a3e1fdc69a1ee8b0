"""Which reader takes a file: told by its columns, never by its name.

A reader is a module of this folder with ``SOURCE`` (short name of the source), ``NAME`` (unique), ``COLUMNS`` (the
headers it needs), ``recognises(file)`` and ``read(file)``; one that takes several shapes of a file lists the columns
of the others in ``OTHER_COLUMNS``; one that takes any table of a kind says ``IS_GENERIC``. Add the module to
``_MODULES``; the first that recognises a file takes it.
"""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType

import polars as pl

from data.errors import ColumnsChanged, FormatUnknown
from data.readers import (
    cited_figures,
    ctdc,
    desinventar,
    fema_shelters,
    geo_files,
    hdx_hapi,
    hdx_hapi_food_security,
    hpc_hno,
    hxl,
    idmc_gidd,
    idmc_idu,
    ifrc_go,
    iom_dtm,
    iom_missing_migrants,
    ipc,
    noaa_tracks,
    records_table,
    shelter_lists,
    templates,
    un_desa,
    unhcr_applications,
    unhcr_demographics,
    unhcr_population,
    unhcr_solutions,
    us_tip,
)
from data.readers.drafts import Drafts
from data.readers.opening import OpenedFile

_MODULES: tuple[ModuleType, ...] = (
    iom_dtm,
    hdx_hapi,
    hdx_hapi_food_security,
    hpc_hno,
    ipc,
    idmc_idu,
    idmc_gidd,
    unhcr_applications,
    unhcr_demographics,
    unhcr_population,
    unhcr_solutions,
    un_desa,
    iom_missing_migrants,
    noaa_tracks,
    cited_figures,
    shelter_lists,
    us_tip,
    ifrc_go,
    ctdc,
    desinventar,
    fema_shelters,
    geo_files,
    templates,
    records_table,
    hxl,
)

_NEARLY = 0.7
_FEWEST_SHARED = 4


@dataclass(frozen=True)
class Reader:
    """A reader of one format of one source.

    Attributes:
        source: short name of the source.
        name: unique name of the reader.
        shapes: for each shape of the file the columns that it needs.
        recognises: says whether a file is of this format.
        reads: returns the drafts; call ``read`` instead, which also returns the broken rows.
        is_generic: takes any table of a kind, so it is asked last, after a known format that lost a column was refused.
    """

    source: str
    name: str
    shapes: tuple[tuple[str, ...], ...]
    recognises: Callable[[OpenedFile], bool]
    reads: Callable[[OpenedFile], Drafts]
    is_generic: bool = False

    def read(self, file: OpenedFile) -> Drafts:
        """Return what the file holds; rows whose number of cells is not the header's are problems.

        Raises:
            ImportRefused: the file is broken or its columns changed.
        """
        drafts, broken = self.reads(file), file.broken_rows()
        if broken.height:
            # A reader of lines (HURDAT2) has answered for rows that a table would call broken.
            answered = drafts.silent_rows | set(drafts.problems["source_row"]) | set(drafts.records["source_row"])
            broken = broken.filter(~pl.col("source_row").is_in(list(answered)))
        problems = pl.concat([broken, drafts.problems])
        return replace(drafts, rows_read=drafts.rows_read + broken.height, problems=problems)


def _reader(module: ModuleType) -> Reader:
    shapes = (module.COLUMNS, *getattr(module, "OTHER_COLUMNS", ()))
    is_generic = getattr(module, "IS_GENERIC", False)
    return Reader(module.SOURCE, module.NAME, shapes, module.recognises, module.read, is_generic)


READERS: tuple[Reader, ...] = tuple(_reader(module) for module in _MODULES)


def find_reader(file: OpenedFile, *, source: str | None = None) -> Reader:
    """Return the reader that takes the file.

    Args:
        file: the opened file.
        source: only readers of this source; a name that no reader has (an office's own list) limits nothing.

    Raises:
        ColumnsChanged: a reader knows most of the columns, but some are missing or renamed.
        FormatUnknown: no reader knows the file.
    """
    candidates = tuple(reader for reader in READERS if reader.source == source) or READERS
    for reader in candidates:
        if not reader.is_generic and reader.recognises(file):
            return reader
    _refuse_changed_columns(file, candidates)
    for reader in candidates:
        if reader.is_generic and reader.recognises(file):
            return reader
    asked = f" of {source}" if source is not None and candidates is not READERS else ""
    raise FormatUnknown(
        f"{file.name} is no file{asked} that we know ({_seen(file)}). "
        "Say which column is which with `python -m data map`."
    )


def _refuse_changed_columns(file: OpenedFile, readers: tuple[Reader, ...]) -> None:
    """Raise ColumnsChanged for the shape that comes nearest, if it comes near enough."""
    near: list[tuple[float, str, tuple[str, ...], list[str]]] = []
    for frame in file.sheets().values():
        for reader in readers:
            for shape in reader.shapes:
                shared = len(set(shape) & set(frame.columns))
                if _FEWEST_SHARED <= shared < len(shape) and shared / len(shape) >= _NEARLY:
                    near.append((shared / len(shape), reader.name, shape, frame.columns))
    if near:
        _, name, shape, columns = max(near, key=lambda entry: entry[0])
        raise ColumnsChanged(_changes(file.name, name, shape, columns))


def _changes(file_name: str, reader_name: str, shape: tuple[str, ...], columns: list[str]) -> str:
    new = [column for column in columns if column not in shape]
    parts = []
    for column in shape:
        if column not in columns:
            similar = difflib.get_close_matches(column, new, n=1, cutoff=0.6)
            parts.append(f"{column!r} is missing" + (f", perhaps renamed to {similar[0]!r}" if similar else ""))
    return f"{file_name} looks like {reader_name}, but the column {'; '.join(parts)}. Nothing was imported."


def _seen(file: OpenedFile) -> str:
    for frame in file.sheets().values():
        names = [column for column in frame.columns if column != "source_row"]
        return f"it has the columns {', '.join(names[:8])}{', ...' if len(names) > 8 else ''}"
    return f"its content is {file.kind}"
