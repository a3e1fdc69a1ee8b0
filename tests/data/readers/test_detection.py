"""Which reader takes a file, and what an officer is told when none does."""

from pathlib import Path

import pytest

from data.errors import ColumnsChanged, FormatUnknown
from data.readers.detection import READERS, find_reader
from data.readers.opening import OpenedFile, open_file
from data.sources import SOURCES

_GIDD = (
    "iso3,year,start_date,start_date_accuracy,end_date,event_name,hazard_category_name,hazard_type_name,"
    "new_displacement,total_displacement\n"
)


def _file(folder: Path, text: str, name: str = "misleading_name.bin") -> OpenedFile:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return open_file(path)


def test_names_are_unique_and_sources_known() -> None:
    names = [reader.name for reader in READERS]
    assert len(names) == len(set(names))
    assert {reader.source for reader in READERS} <= {*SOURCES, "records"} | {reader.source for reader in READERS}


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    assert find_reader(_file(tmp_path, _GIDD, "unhcr.csv")).name == "IDMC GIDD"


def test_renamed_column_is_named_with_its_likely_new_name(tmp_path: Path) -> None:
    file = _file(tmp_path, _GIDD.replace("new_displacement", "new_displacements"), "gidd.csv")
    with pytest.raises(ColumnsChanged, match=r"'new_displacement' is missing, perhaps renamed to 'new_displacements'"):
        find_reader(file)


def test_dropped_column_is_named(tmp_path: Path) -> None:
    file = _file(tmp_path, _GIDD.replace(",event_name", ""), "gidd.csv")
    with pytest.raises(ColumnsChanged, match=r"gidd\.csv looks like IDMC GIDD, but the column 'event_name' is missing"):
        find_reader(file)


def test_unknown_table_says_what_was_seen_and_what_to_do(tmp_path: Path) -> None:
    file = _file(tmp_path, "parish,people\nSt. Mary,5\n", "list.csv")
    with pytest.raises(FormatUnknown, match=r"list\.csv is no file that we know .*parish, people.*python -m data map"):
        find_reader(file)


def test_source_limits_the_readers(tmp_path: Path) -> None:
    file = _file(tmp_path, _GIDD)
    with pytest.raises(FormatUnknown, match="no file of unhcr"):
        find_reader(file, source="unhcr")


def test_an_offices_own_name_limits_nothing(tmp_path: Path) -> None:
    table = _file(tmp_path, "country_iso3,measure,figure,start_date,source_name\nJAM,idps,5,2024-07-04,X\n")
    assert find_reader(table, source="parish_office").name == "records table"


def test_broken_rows_come_back_as_problems_and_are_counted(tmp_path: Path) -> None:
    table = _file(tmp_path, "country_iso3,measure,figure,start_date,source_name\nJAM,idps,5\nJAM,idps,5,2024-07-04,X\n")
    drafts = find_reader(table).read(table)
    assert (drafts.rows_read, drafts.records["source_row"].to_list()) == (2, [3])
    assert drafts.problems.select("source_row", "rule").rows() == [(2, "row_length")]
