"""Compiled SQL of the questions, kept by the shape of the filter; values are bound to it and never pasted.

Compiling needs Ibis, which is slow to import. A statement that was compiled once is kept in a file of the user's cache
folder, under the fingerprint of the code that made it, so that the next start needs no Ibis at all.
"""

import hashlib
import importlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import platformdirs

import data.schema
import data.sources
from data.queries.filters import Shape

RECORDS = "records"
"""Name of the table of current records on every engine."""

ROLLED_UP = "rollups."
"""Before the name of a builder: that of ``expressions_rollups.py``, which reads or makes roll-ups."""

ROWS = "rows."
"""Before the name of a builder: that of ``expressions_rows.py``, which lists single records."""

TAKE, SKIP = 2_000_000_001, 2_000_000_002
"""Stand for how many rows are taken and skipped: Ibis binds no value there, it would write another query instead."""

_BUILDERS = "data.queries.expressions"
_BUILDERS_ELSEWHERE = {ROLLED_UP: "data.queries.expressions_rollups", ROWS: "data.queries.expressions_rows"}
_MARK = re.compile(r"'@@([a-z_0-9]+)@@'")


@dataclass(frozen=True)
class Dialect:
    """What differs between engines: the SQL that Ibis writes, how "latest" is said and how a value is marked."""

    name: str
    latest: str
    marker: str


DUCKDB = Dialect("duckdb", "join", "${name}")
POSTGRES = Dialect("postgres", "window", "%({name})s")
SPARK = Dialect("pyspark", "join", ":{name}")


@dataclass(frozen=True)
class Statement:
    """One compiled question: SQL with marked places for values, the names of those values and of the columns."""

    sql: str
    values: tuple[str, ...]
    columns: tuple[str, ...]


def statement(builder: str, shape: Shape, dialect: Dialect) -> Statement:
    """Return the compiled question, from memory, from the cache folder, or freshly compiled."""
    return _statement(builder, replace(shape, latest=dialect.latest), dialect)


@cache
def _statement(builder: str, shape: Shape, dialect: Dialect) -> Statement:
    key = json.dumps([builder, asdict(shape), dialect.name], sort_keys=True)
    try:
        kept = _kept()[key]
        return Statement(kept["sql"], tuple(kept["values"]), tuple(kept["columns"]))
    except (KeyError, TypeError):  # not compiled yet, or not what this module wrote
        compiled = _compiled(builder, shape, dialect)
        _keep(key, asdict(compiled))
        return compiled


def _compiled(builder: str, shape: Shape, dialect: Dialect) -> Statement:
    import ibis  # only a statement that is not kept yet needs it

    prefix = next((prefix for prefix in _BUILDERS_ELSEWHERE if builder.startswith(prefix)), "")
    module = importlib.import_module(_BUILDERS_ELSEWHERE.get(prefix, _BUILDERS))
    build: Callable[..., Any] = getattr(module, builder.removeprefix(prefix))
    records = ibis.table({name: str(_ibis_type(name)) for name in data.schema.RECORD_SCHEMA}, name=RECORDS)
    parameters = {name: ibis.param("string") for name in _names(shape)}
    expression = build(records, shape, parameters)
    marks = {parameter: f"@@{name}@@" for name, parameter in parameters.items()}
    sql = _compiler(dialect).to_sqlglot(expression, params=marks).sql(_compiler(dialect).dialect)
    for number, name in ((TAKE, "take"), (SKIP, "skip")):
        sql = sql.replace(str(number), f"'@@{name}@@'")
    used = tuple(dict.fromkeys(_MARK.findall(sql)))
    marked = _MARK.sub(lambda found: dialect.marker.format(name=found.group(1)), _escaped(sql, dialect))
    return Statement(marked, used, tuple(expression.columns))


def _escaped(sql: str, dialect: Dialect) -> str:
    return sql.replace("%", "%%") if dialect is POSTGRES else sql


def _names(shape: Shape) -> list[str]:
    lists = [f"{name}_{position}" for name, length in shape.lists for position in range(length)]
    return ["measure", "as_of", "whole_from", "whole_until", *shape.filters, *lists]


def _ibis_type(column: str) -> str:
    types = data.schema.Type
    return {
        types.TEXT: "string",
        types.COUNT: "int64",
        types.NUMBER: "float64",
        types.DAY: "date",
        types.MOMENT: "timestamp('UTC')",
        types.FLAG: "boolean",
    }[data.schema.COLUMNS[column].type]


def _compiler(dialect: Dialect) -> Any:
    if dialect is SPARK:
        _register_options_of_spark()
    return importlib.import_module(f"ibis.backends.sql.compilers.{dialect.name}").compiler


def _register_options_of_spark() -> None:
    """Give the compiler the one option it reads: Ibis itself does so only when it loads a Spark to connect to."""
    config = importlib.import_module("ibis.config")
    if config.options.pyspark is None:
        fields = {"treat_nan_as_null": False, "__annotations__": {"treat_nan_as_null": bool}}
        config.options.pyspark = type("SparkOptions", (config.Config,), fields)()


def _cache_file() -> Path:
    folder = os.environ.get("TRACKER_CACHE") or platformdirs.user_cache_dir("caricom-displacement-tracker")
    return Path(folder) / f"statements-{_fingerprint()}.json"


@cache
def _fingerprint() -> str:
    """Return a hash of all that decides the SQL: a changed rule never meets an old statement."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("expressions*.py")), *(here / name for name in ("filters.py", "question.py"))]
    files.append(here / "row_keys.py")
    files.append(Path(__file__))
    files += [Path(str(module.__file__)) for module in (data.schema, data.sources)]
    digest = hashlib.sha256(version("ibis-framework").encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _kept() -> dict[str, Any]:
    try:
        kept = json.loads(_cache_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(key: str, compiled: dict[str, Any]) -> None:
    """Add a statement to the file; a folder that cannot be written costs time at the next start and nothing else."""
    _kept()[key] = compiled
    file = _cache_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as fresh:
            json.dump(_kept(), fresh)
        Path(fresh.name).replace(file)
    except OSError:
        return
