"""What only the office's engine must hold: it writes nothing, threads share it, and a lost connection is replaced."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from data.errors import StoreError
from data.queries.answer import Answer
from data.queries.counting import count
from data.queries.filters import shape_of, values_of
from data.queries.policy import KnownPlaces, Policy
from data.queries.question import Question
from data.store import engine_postgres
from data.store.engine_postgres import CONNECTIONS, PostgresEngine
from data.store.interface import Snapshot
from data.store.postgres import PostgresStore
from tests.data.store.invented import hour, put

QUESTION = Question("in_shelter", date(2024, 7, 31), countries=("JAM",))
POLICY = Policy(KnownPlaces(units={"JAM": 14}, countries=("JAM",)))
CLIENTS = "SELECT pid FROM pg_stat_activity WHERE application_name = 'asking' AND datname = current_database()"


@pytest.fixture
def store(database: str) -> Iterator[PostgresStore]:
    opened = PostgresStore(database)
    put(opened, {"a": 10, "b": 20})
    yield opened
    opened.close()


@pytest.fixture
def engine(store: PostgresStore) -> Iterator[PostgresEngine]:
    opened = PostgresEngine(store.snapshot())
    yield opened
    opened.close()


def total(engine: PostgresEngine, question: Question = QUESTION) -> float | None:
    answer: Answer = count(engine, question, POLICY)
    return answer.total.amount.figure if answer.total.amount else None


def clients(address: str) -> list[int]:
    with psycopg.connect(address, autocommit=True) as connection:
        return [pid for (pid,) in connection.execute(CLIENTS).fetchall()]


def test_snapshot_is_answered_for_ever(store: PostgresStore, engine: PostgresEngine) -> None:
    put(store, {"a": 11, "b": 21, "c": 30}, at=1)
    assert (total(engine), total(PostgresEngine(store.snapshot()))) == (20.0, 30.0)
    assert total(PostgresEngine(store.snapshot(hour(0)))) == 20.0


def test_engine_cannot_write(engine: PostgresEngine) -> None:
    total(engine)
    (connection,) = engine._free
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), connection.transaction():
        connection.execute("INSERT INTO stored_files VALUES ('x', '')")


def test_connection_is_used_again(engine: PostgresEngine, database: str) -> None:
    assert [total(engine) for _ in range(3)] == [20.0] * 3
    assert len(clients(database)) == 1
    engine.close()
    assert clients(database) == []
    assert total(engine) == 20.0


def test_connection_that_the_server_closed_is_replaced(engine: PostgresEngine, database: str) -> None:
    assert total(engine) == 20.0
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid) FROM ({CLIENTS}) AS clients")  # noqa: S608 - of this module
    assert total(engine) == 20.0


def test_many_threads_share_few_connections(engine: PostgresEngine, database: str) -> None:
    with ThreadPoolExecutor(4 * CONNECTIONS) as threads:
        found = list(threads.map(lambda _: total(engine), range(8 * CONNECTIONS)))
    assert found == [20.0] * len(found)
    assert 0 < len(clients(database)) <= CONNECTIONS


def test_thread_waits_for_a_free_connection(engine: PostgresEngine) -> None:
    for _ in range(CONNECTIONS):
        engine._turns.acquire()
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(total, engine)
        with pytest.raises(TimeoutError):
            asked.result(timeout=0.3)
        engine._turns.release()
        assert asked.result(timeout=30) == 20.0


def test_failed_question_leaves_a_sound_connection(engine: PostgresEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert total(engine) == 20.0
    with monkeypatch.context() as patch:
        patch.setattr(
            engine, "_over_current_records", lambda _: "SELECT 1 / 0 WHERE %(active_imports)s::text[] IS NOT NULL"
        )
        with pytest.raises(psycopg.errors.DivisionByZero):
            total(engine)
    assert (total(engine), len(engine._free)) == (20.0, 1)


def test_name_with_the_sign_nul_finds_nothing(engine: PostgresEngine) -> None:
    asked = Question("in_shelter", date(2024, 7, 31), countries=("JAM",), source="cit\0ed")
    assert total(engine, asked) is None
    columns = engine.columns("latest_counts", shape_of(asked), values_of(asked))
    assert {len(column) for column in columns.values()} == {0}


@pytest.mark.usefixtures("store")
def test_text_is_ordered_by_its_bytes_whatever_the_language_of_the_server(database: str) -> None:
    question = (
        "SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_name = %s AND data_type = 'text'"
    )
    with psycopg.connect(database) as connection:
        assert connection.execute(question, ("records",)).fetchall() == [("C",)]


def test_server_that_is_away_is_told_without_the_password() -> None:
    address = make_conninfo("", host="127.0.0.1", port=1, user="ana", password="secret", dbname="figures")
    engine = PostgresEngine(Snapshot(1, None, None, (), has_revisions=False, reference_files={}, database=address))
    with pytest.raises(StoreError, match=r"postgresql://127\.0\.0\.1/figures cannot be reached") as told:
        total(engine)
    assert "secret" not in str(told.value)


def test_snapshot_of_files_is_no_office() -> None:
    with pytest.raises(StoreError, match="live in files"):
        engine_postgres.PostgresEngine(Snapshot(1, None, None, (), has_revisions=False, reference_files={}))
