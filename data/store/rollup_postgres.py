"""Roll-ups of an office store: tables beside the records, brought up to date in the transaction of each import.

One row says which records they were made from and by which code. Whoever asks them asks for that row in the same
statement, so that an answer is from exactly the records of a snapshot or not from the roll-ups at all.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from data.queries.filters import Shape
from data.queries.statements import POSTGRES, RECORDS, ROLLED_UP, statement
from data.store.engine import ALL_ARE_CURRENT, CURRENT_AMONG_REVISIONS
from data.store.history import History
from data.store.rollups import ROLLUPS, definition, table_of

Connection = psycopg.Connection[TupleRow]

_ARE_MADE = "SELECT to_regclass('rollup_state') IS NOT NULL"
_STATE = "SELECT record_hashes, definition FROM rollup_state"
_FITS = """
SELECT count(*) = 1 AS fits FROM rollup_state
WHERE record_hashes = %(record_hashes)s::text[] AND definition = %(definition)s
"""
_MAKE_STATE = "CREATE TABLE IF NOT EXISTS rollup_state (record_hashes text[] NOT NULL, definition text NOT NULL)"
_PUT_STATE = "INSERT INTO rollup_state (record_hashes, definition) VALUES (%s, %s)"
_CHANGED = """
CREATE TEMPORARY TABLE rollup_changed ON COMMIT DROP AS
SELECT DISTINCT source, coalesce(operation, '') AS operation FROM records WHERE import_id = ANY(%s)
"""
_ARE_CHANGED = "(source, coalesce(operation, '')) IN (SELECT source, operation FROM rollup_changed)"

NO_ROLLUPS = (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege)
"""What a server says where there are no roll-ups, or none for this reader."""


def are_made(connection: Connection) -> bool:
    """Return whether a database has roll-ups."""
    return bool(connection.execute(_ARE_MADE).fetchall()[0][0])


def bring_up_to_date(connection: Connection, history: History) -> None:
    """Make the roll-ups of what changed anew, in the transaction that is open.

    Args:
        connection: of the one writer.
        history: all that happened, with the change that is just being written.
    """
    now = {file.sha256: one.entry.import_id for one in history.active() if (file := one.file("records"))}
    before = _hashes_before(connection)
    if before is not None and before == set(now):
        return
    known = {file.sha256: one.entry.import_id for one in history.imports if (file := one.file("records"))}
    changed = set(now) if before is None else before ^ set(now)
    connection.execute(_CHANGED, ([known[name] for name in sorted(changed)],))
    for rollup, how in ROLLUPS.items():
        _make_fresh(connection, rollup, how.made_from, history)
    for rollup in ROLLUPS:
        _replace(connection, rollup, is_new=before is None)
    connection.execute(_MAKE_STATE)
    connection.execute("DELETE FROM rollup_state")
    connection.execute(_PUT_STATE, (sorted(now), definition()))


def forget(connection: Connection) -> None:
    """Let the next making of the roll-ups be one from the beginning."""
    if are_made(connection):
        connection.execute("DELETE FROM rollup_state")


def sums_kept(connection: Connection) -> dict[str, int]:
    """Return how many sums each roll-up has."""
    count = sql.SQL("SELECT count(*) FROM {}")
    tables = {rollup: count.format(sql.Identifier(table_of(rollup))) for rollup in ROLLUPS}
    return {rollup: connection.execute(asked).fetchall()[0][0] for rollup, asked in tables.items()}


def _hashes_before(connection: Connection) -> set[str] | None:
    """Return the files of records that the roll-ups were made from; None where they must all be made anew."""
    for hashes, made_by in connection.execute(_STATE).fetchall() if are_made(connection) else ():
        return set(hashes) if made_by == definition() else None
    return None


def _make_fresh(connection: Connection, rollup: str, made_from: str, history: History) -> None:
    """Make the sums of what changed, in a table that goes with the transaction."""
    other = f"{table_of(made_from)} AS (SELECT * FROM fresh_{made_from})"  # noqa: S608 - names of our own
    given = _changed_records(history) if made_from == RECORDS else other
    asked = statement(ROLLED_UP + rollup, Shape(), POSTGRES).sql
    sums = f"WITH {given} SELECT * FROM ({asked}) AS made"  # noqa: S608 - compiled, without any value in it
    made = f"CREATE TEMPORARY TABLE fresh_{rollup} ON COMMIT DROP AS {sums}"
    connection.execute(made.encode(), {"active": [one.entry.import_id for one in history.active()]})


def _changed_records(history: History) -> str:
    """Return the names of WITH that put the current records among those that changed where a statement says so."""
    files = [file for one in history.active() if (file := one.file("records"))]
    current = CURRENT_AMONG_REVISIONS if any(file.is_revising for file in files) else ALL_ARE_CURRENT
    active = "import_id = ANY(%(active)s::text[])"
    stored = f"SELECT * FROM {RECORDS} WHERE {active} AND {_ARE_CHANGED}"  # noqa: S608 - constants of this module
    return f"stored AS MATERIALIZED ({stored}), {RECORDS} AS NOT MATERIALIZED ({current})"


def _replace(connection: Connection, rollup: str, *, is_new: bool) -> None:
    """Put the fresh sums in the place of those of the same sources and operations."""
    table, fresh = sql.Identifier(table_of(rollup)), sql.Identifier(f"fresh_{rollup}")
    if is_new:
        order = sql.SQL(", ").join(sql.Identifier(name) for name in ROLLUPS[rollup].order.split(", "))
        connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
        connection.execute(sql.SQL("CREATE TABLE {} (LIKE {})").format(table, fresh))
        connection.execute(sql.SQL("CREATE INDEX ON {} ({})").format(table, order))
    else:
        connection.execute(sql.SQL("DELETE FROM {} WHERE {}").format(table, sql.SQL(_ARE_CHANGED)))
    connection.execute(sql.SQL("INSERT INTO {} SELECT * FROM {}").format(table, fresh))
    connection.execute(sql.SQL("ANALYZE {}").format(table))


def over_rollups(asked: str) -> str:
    """Return the statement with a first column that says whether the roll-ups are of the records asked for.

    There is always a row; where they are not, it is the only one and has nothing else.
    """
    answered = f"SELECT TRUE AS is_row, asked.* FROM ({asked}) AS asked"  # noqa: S608 - values are bound
    joined = f"LEFT JOIN ({answered}) AS answered ON state.fits"
    return f"SELECT * FROM ({_FITS}) AS state {joined}"  # noqa: S608 - values are bound


def state_values(record_hashes: Sequence[str]) -> dict[str, Any]:
    """Return the values that ``over_rollups`` needs bound."""
    return {"record_hashes": sorted(record_hashes), "definition": definition()}


def answered_rows(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]] | None:
    """Return the rows of an answer from ``over_rollups``; None where the roll-ups are of other records."""
    if not rows or not rows[0][0]:
        return None
    return [row[2:] for row in rows if row[1]]
