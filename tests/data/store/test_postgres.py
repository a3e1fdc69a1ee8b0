"""What only the office store has: a server, its users, and a table of records beside the files."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from data.errors import RequestRefused, StoreBusy, StoreDamaged, StoreError, StoreReadOnly
from data.store.embedded import EmbeddedStore
from data.store.opening import open_store, restore
from data.store.postgres import PostgresStore
from tests.data.store.importer import RECORDS, figures
from tests.data.store.invented import hour, put, shown

ROOT = Path(__file__).resolve().parents[3]
KILLS, LONGEST_SECONDS = 20, 0.3

HOLDER = """
import sys
from data.store.postgres import PostgresStore
with PostgresStore(sys.argv[1]).writing(by="Ben"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def office(database: str) -> Iterator[PostgresStore]:
    opened = PostgresStore(database)
    yield opened
    opened.close()


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def spoil(address: str, statement: str) -> None:
    """Change rows as somebody with all rights can, past the triggers that forbid it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement.encode())


def test_address_opens_the_database(database: str) -> None:
    store = open_store(database)
    assert isinstance(store, PostgresStore)
    put(store, {"a": 10})
    again = open_store(database)
    assert shown(again) == {"a": 10}
    store.close()
    again.close()


def test_two_open_stores_see_each_others_imports(office: PostgresStore, database: str) -> None:
    other = PostgresStore(database)
    put(office, {"a": 10})
    put(other, {"a": 11}, at=1)
    assert shown(office) == shown(other) == {"a": 11}
    other.close()


def test_table_of_records_has_the_rows_of_the_active_imports(office: PostgresStore, database: str) -> None:
    put(office, {"a": 10, "b": 20})
    put(office, {"c": 30}, at=1)
    office.undo("1", by="Ana", now=hour(2))
    snapshot = office.snapshot()
    assert (snapshot.record_files, snapshot.import_ids, snapshot.database) == ((), ("2",), database)
    with psycopg.connect(database) as connection:
        question = "SELECT record_id, figure FROM records WHERE import_id = ANY(%s)"
        assert connection.execute(question, (list(snapshot.import_ids),)).fetchall() == [("c", 30)]


def test_password_is_never_shown(office: PostgresStore, database: str) -> None:
    put(office, {"a": 10})
    secret = make_conninfo(database, password="hunter2")
    store = PostgresStore(secret)
    assert "hunter2" not in store.place + repr(store.snapshot())
    store.close()


def test_server_that_does_not_answer_is_told_in_words() -> None:
    with pytest.raises(StoreError, match=r"postgresql://127\.0\.0\.1/tracker cannot be reached"):
        PostgresStore("postgresql://ana:hunter2@127.0.0.1:1/tracker")


def test_rows_cannot_be_rewritten(office: PostgresStore, database: str) -> None:
    put(office, {"a": 10})
    for statement in (b"UPDATE records SET figure = 0", b"DELETE FROM ledger", b"TRUNCATE stored_files"):
        with psycopg.connect(database) as connection, pytest.raises(psycopg.errors.RaiseException, match="only grows"):
            connection.execute(statement)


def test_user_who_may_only_read_reads_and_is_told(office: PostgresStore, database: str) -> None:
    put(office, {"a": 10})
    spoil(database, "CREATE ROLE looker LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    reader = PostgresStore(make_conninfo(database, user="looker"))
    assert shown(reader) == {"a": 10}
    with pytest.raises(StoreReadOnly, match="not written by this user"):
        put(reader, {"b": 20}, at=1)
    assert len(office.imports()) == 1
    reader.close()


def test_lock_of_a_killed_writer_is_free(office: PostgresStore, database: str) -> None:
    holder = start("-c", HOLDER, database)
    assert line(holder) == "held"
    with pytest.raises(StoreBusy, match="Ben has been writing to the store since"), office.writing(
        by="Ana", wait_seconds=0
    ):  # fmt: skip
        pass
    holder.kill()
    holder.communicate()
    with office.writing(by="Ana", wait_seconds=10):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX; until Windows is in our tests")
def test_killed_imports_are_whole_or_absent(office: PostgresStore, database: str) -> None:
    luck, safe = random.Random(20240701), []
    for run in range(1, KILLS + 1):
        child = start("-m", "tests.data.store.importer", database, str(run), "40")
        assert line(child) == "ready"
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
        time.sleep(luck.uniform(0.0, LONGEST_SECONDS))
        child.send_signal(signal.SIGKILL)
        safe += child.communicate(timeout=60)[0].splitlines()
        entries = {entry.file_name: entry.records for entry in office.imports()}
        assert set(safe) <= set(entries)
        assert set(entries.values()) <= {RECORDS + 1}
    expected: dict[str, int] = {}
    for name in (entry.file_name for entry in office.imports()):
        run_name, number = name.removeprefix("invented ").removesuffix(".csv").split("-")
        expected |= figures(run_name, int(number))
    assert len(safe) > KILLS // 2
    assert shown(office) == dict(sorted(expected.items()))
    found = office.verify()
    assert (found.damaged, found.orphans) == ((), ())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE records SET figure = 11 WHERE record_id = 'a'", "records of import 1 are not those of"),
        ("DELETE FROM records WHERE record_id = 'a'", "records of import 1 are not those of"),
        ("UPDATE stored_files SET content = 'nothing'", "records.parquet does not match its hash"),
        ("DELETE FROM stored_files", "records.parquet is missing"),
        ("UPDATE ledger SET by = 'Mallory' WHERE sequence = 1", "line 1 of the ledger does not follow line 0"),
        ("DELETE FROM ledger WHERE sequence = 1", "line 2 of the ledger does not follow line 0"),
    ],
)
def test_spoiled_database_is_found(office: PostgresStore, database: str, statement: str, words: str) -> None:
    put(office, {"a": 10, "b": 20})
    office.note("login", {}, by="Ben", now=hour(1))
    spoil(database, statement)
    assert words in office.verify().damaged[0]


def test_spoiled_file_is_refused_with_the_last_backup(office: PostgresStore, database: str, tmp_path: Path) -> None:
    put(office, {"a": 10})
    office.backup(tmp_path / "backup", by="Ana", now=hour(1))
    spoil(database, "UPDATE stored_files SET content = 'nothing'")
    with pytest.raises(StoreDamaged, match=r"last backup is .*backup of 2024-07-01T13:00 \(generation 1\)"):
        shown(office)


def test_store_moves_from_folder_to_database_and_back_with_equal_hashes(database: str, tmp_path: Path) -> None:
    folder = EmbeddedStore(tmp_path / "store")
    put(folder, {"a": 10, "b": 20})
    put(folder, {"a": 11, "b": 20}, at=1)
    folder.undo("1", by="Ana", now=hour(2))
    folder.backup(tmp_path / "one", by="Ana", now=hour(3))
    assert restore(tmp_path / "one", database).is_sound
    office = PostgresStore(database)
    assert shown(office) == shown(folder) == {"a": 11, "b": 20}
    assert shown(office, hour(0)) == {"a": 10, "b": 20}
    office.backup(tmp_path / "two", by="Ana", now=hour(3))
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one" / "files").rglob("*.parquet")]
    assert len(files) == 4
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    office.close()


def test_backup_is_not_restored_over_a_history(office: PostgresStore, database: str, tmp_path: Path) -> None:
    put(office, {"a": 10})
    office.backup(tmp_path / "backup", by="Ana", now=hour(1))
    with pytest.raises(RequestRefused, match="has a history already"):
        restore(tmp_path / "backup", database)
    assert shown(office) == {"a": 10}
