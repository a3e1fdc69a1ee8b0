"""The words in which the office store speaks with PostgreSQL: its tables, and what its answers mean to an officer."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from data.errors import StoreDamaged, StoreError, StoreFull, StoreReadOnly
from data.schema import COLUMNS, Type
from data.store.interface import CONTENT, STORED_SCHEMA

WRITERS_LOCK = 7_262_118
"""Number of the advisory lock that one writer of a database holds; it ends with the writer's connection."""

_TYPES = {
    Type.TEXT: 'text COLLATE "C"',  # the language of a server must not decide which text is the first
    Type.COUNT: "bigint",
    Type.NUMBER: "double precision",
    Type.DAY: "date",
    Type.MOMENT: "timestamptz",
    Type.FLAG: "boolean",
}
_COLUMNS = {name: _TYPES[COLUMNS[name].type if name in COLUMNS else Type.TEXT] for name in STORED_SCHEMA}
NAMES = sql.SQL(", ").join(sql.Identifier(name) for name in _COLUMNS)
_DEFINITIONS = sql.SQL(", ").join(
    sql.Identifier(name) + sql.SQL(" ") + sql.SQL(kind) for name, kind in _COLUMNS.items()
)

CREATE = sql.SQL("""
CREATE TABLE ledger (
    sequence bigint PRIMARY KEY,
    generation bigint NOT NULL,
    at text NOT NULL,
    by text NOT NULL,
    action text NOT NULL,
    payload text NOT NULL,
    digest text NOT NULL
);
CREATE TABLE stored_files (path text PRIMARY KEY, content bytea NOT NULL);
CREATE TABLE records ({columns});
CREATE INDEX records_by_id ON records (record_id);
CREATE INDEX records_by_import ON records (import_id);
CREATE INDEX records_by_question ON records (measure, country_iso3, start_date);
CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the store only grows: % is not rewritten', TG_TABLE_NAME; END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON stored_files EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON records EXECUTE FUNCTION only_grows();
""").format(columns=_DEFINITIONS)

IS_MADE = "SELECT to_regclass('ledger') IS NOT NULL"
LINES = "SELECT sequence, generation, at, by, action, payload, digest FROM ledger WHERE sequence > %s ORDER BY sequence"
ADD_LINE = """
INSERT INTO ledger (sequence, generation, at, by, action, payload, digest) VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
ADD_FILE = "INSERT INTO stored_files (path, content) VALUES (%s, %s)"
CONTENT_OF = "SELECT content FROM stored_files WHERE path = %s"
PATHS = "SELECT path FROM stored_files ORDER BY path"
ADD_RECORDS = sql.SQL("COPY records ({names}) FROM STDIN WITH (FORMAT csv)").format(names=NAMES)
RECORDS_OF = sql.SQL("SELECT {names} FROM records WHERE import_id = %s").format(names=NAMES)
LATEST = sql.SQL("""
SELECT DISTINCT ON (record_id) record_id, revision, {content} FROM records
JOIN unnest(%s::text[]) AS asked (record_id) USING (record_id)
WHERE import_id = ANY(%s) ORDER BY record_id, revision DESC
""").format(content=sql.Identifier(CONTENT))
TAKE_LOCK = "SELECT pg_try_advisory_lock(%s)"
HOLDER = """
SELECT application_name, state_change, pid FROM pg_stat_activity JOIN pg_locks USING (pid)
WHERE locktype = 'advisory' AND objid = %s AND granted AND pg_locks.database = pg_stat_activity.datid
"""


def place_of(address: str) -> str:
    """Return the database that an address means, in words that can be shown: without user and password."""
    parts = conninfo_to_dict(address)
    return f"postgresql://{parts.get('host', 'localhost')}/{parts.get('dbname', '')}"


@contextmanager
def told_plainly(place: str) -> Iterator[None]:
    """Turn what the server says while the block runs into our own errors."""
    try:
        yield
    except (psycopg.errors.DiskFull, psycopg.errors.OutOfMemory) as problem:
        raise StoreFull(f"{place}: the server takes no more; nothing was kept. ({problem})") from problem
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction) as problem:
        words = f"{place} can be read but not written by this user; nothing was kept. ({problem})"
        raise StoreReadOnly(words) from problem
    except (psycopg.errors.DataCorrupted, psycopg.errors.IndexCorrupted) as problem:
        raise StoreDamaged(f"{place} is damaged. ({problem})") from problem
    except psycopg.OperationalError as problem:
        raise StoreError(f"{place} cannot be reached: {problem}") from problem
