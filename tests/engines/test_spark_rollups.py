"""Roll-ups that Spark made answer like those that DuckDB makes. All records are invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.store.embedded import EmbeddedStore
from data.store.engine_spark import open_session
from data.store.rollup_making import Work, bring_up_to_date
from data.store.rollup_spark import make_with_spark
from data.store.rollups import read_editions
from tests.data.store.invented_rollups import disagreements, put, varied

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    opened = open_session()
    yield opened
    opened.stop()


def test_dashboard_answers_from_roll_ups_that_spark_made(session: Any, tmp_path: Path) -> None:
    def make(work: Work) -> dict[tuple[str, str], list[Path]]:
        return make_with_spark(work, session)

    store = EmbeddedStore(tmp_path / "store")
    put(store, varied(range(60)), at=1)
    put(store, varied(range(30, 45), edition=1), at=2)
    bring_up_to_date(store.folder, store.snapshot, by="Ana", make=make)
    assert disagreements(store, date(2024, 1, 10), 30) == []
    assert store.verify().damaged == ()
    put(store, varied(range(0, 60, 3), edition=2), at=3)  # DuckDB makes its source anew beside Spark's other files
    newest, before = read_editions(store.folder)
    assert {one.source for one in newest.files if one not in before.files} == {"iom_dtm"}
    assert disagreements(store, date(2024, 1, 10), 30) == []
