"""Cited figures have many publishers, each told with what it says. All rows here are invented."""

from datetime import UTC, date, datetime
from pathlib import Path

from data.importing import import_files
from data.publishers import Publisher, publishers_of
from data.store.embedded import EmbeddedStore

ROWS = """source,source_name,measure,country_iso3,start_date,figure,licence,reported_on
cited,Invented Times (NEMO),in_shelter,VCT,2025-01-30,5,facts,2025-02-01
cited,Invented Times (NEMO),shelters_open,GRD,2025-01-31,1,facts,2025-02-03
cited,Invented Post,in_shelter,VCT,2025-01-31,7,facts,
unhcr,UNHCR,refugees,GUY,2024-12-31,9,,
,My office,idps,JAM,2025-01-31,3,,
"""


def test_publishers_are_told_apart_and_one_publisher_sources_left_out(tmp_path: Path) -> None:
    store, path = EmbeddedStore(tmp_path / "store"), tmp_path / "a.csv"
    path.write_text(ROWS, encoding="utf-8")
    import_files(store, [path], by="Ana", now=datetime(2025, 6, 30, tzinfo=UTC))
    found = publishers_of(store, {"cited", "unhcr", "my_office"})
    assert [one.source_name for one in found] == ["Invented Times (NEMO)", "Invented Post", "My office"]
    assert found[0] == Publisher(
        "cited", "Invented Times (NEMO)", "facts", 2, ("GRD", "VCT"), ("in_shelter", "shelters_open"),
        date(2025, 1, 30), date(2025, 1, 31), date(2025, 2, 3),
    )  # fmt: skip
    assert found[1].reported_on is None
    assert found[2].licence == ""
