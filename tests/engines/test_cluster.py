"""The same code answers from a cluster at an address, which needs only to see the folder of the store."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from data.asking import open_desk
from data.queries.question import By, Question
from data.store.embedded import EmbeddedStore
from data.store.engine_spark import MASTER_VARIABLE
from tests.data.store.invented import put

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 60
FIGURES = {f"record {number}": 10 * number for number in range(1, 40)}
QUESTION = Question("in_shelter", date(2024, 8, 20), by=(By.COUNTRY,))

ASK = """
import sys
from datetime import date
from data.known_places import known_places
from data.queries.counting import count
from data.queries.policy import Policy
from data.store.engine_spark import engine_over_spark, open_session
from data.store.opening import open_store
from tests.engines.test_cluster import QUESTION
session = open_session()
engine = engine_over_spark(open_store(sys.argv[1]).snapshot(), session)
print(session.sparkContext.master, count(engine, QUESTION, Policy(known_places())), sep="\\n")
session.stop()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Start a cluster of one machine: its head and one worker, each a process of its own."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    here = ("--host", "127.0.0.1", "--webui-port", "0")
    address = f"spark://127.0.0.1:{port}"
    head = start(tmp_path, "master.Master", *here, "--port", str(port))
    wait_for(port)
    worker = start(tmp_path, "worker.Worker", *here, "--cores", "2", "--memory", "2G", "-d", str(tmp_path), address)
    yield address
    for process in (worker, head):
        process.terminate()
        process.wait(timeout=LONGEST_SECONDS)


def start(folder: Path, role: str, *arguments: str) -> subprocess.Popen[bytes]:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    command = [str(Path(spec.origin).parent / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *arguments]
    with (folder / f"{role}.log").open("wb") as log:
        return subprocess.Popen(command, env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}, stdout=log, stderr=log)


def wait_for(port: int) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"no cluster on port {port} after {LONGEST_SECONDS} seconds")


def test_cluster_at_an_address_answers_the_same(cluster: str, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    put(store, FIGURES)
    expected = open_desk(store).count(QUESTION)
    environment = os.environ | {MASTER_VARIABLE: cluster, "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(store.folder)], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert expected.rows
    assert done.stdout.splitlines()[-2:] == [cluster, str(expected)]
