"""Returned rows are mended and dropped again, also of a table that only its HXL tags explain. All rows are invented."""

from datetime import UTC, datetime
from pathlib import Path

from data.import_report import FileReport
from data.importing import import_files
from data.quarantine import quarantine_csv
from data.store.embedded import EmbeddedStore

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
TAGGED = """Assessment of invented shelters,,,,
State,Parish,When,People,Who
#country+code,#adm1+name,#date+reported,#affected+ind+idps,#meta+source
LCA,Castries,2024-07-05,15,NEMO
LCA,Dennery,5 July 2024,7,NEMO
"""


def test_returned_rows_of_a_tagged_table_keep_the_tags_that_explain_them(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")

    def drop(name: str, text: str) -> FileReport:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_files(store, [path], by="Ana", now=NOW)[0]

    first = drop("tagged.csv", TAGGED)
    assert (first.counts.accepted, first.counts.quarantined) == (1, 1)
    returned = quarantine_csv(store.quarantine(str(first.import_id)))
    header = "#country+code,#adm1+name,#date+reported,#affected+ind+idps,#meta+source"
    assert returned == f"{header}\nLCA,Dennery,5 July 2024,7,NEMO\n"
    mended = drop("mended.csv", returned.replace("5 July 2024", "2024-07-05"))
    assert (mended.reader, mended.counts.accepted, mended.counts.quarantined) == ("table with HXL tags", 1, 0)
