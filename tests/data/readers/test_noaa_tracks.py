"""Tracks of storms in their three forms; the storm here is invented and of 2099."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import FileUnreadable
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

Read = Callable[[str], Drafts]
_COLUMNS = ["storm_id", "time_utc", "latitude", "longitude", "wind_kt", "pressure_hpa", "category", "status", "record"]
_FIRST_TWO = [
    ("AL992099", "2099-09-01T16:40:00Z", "26.5", "-77.0", "160", "910", "5", "HU", "L"),
    ("AL992099", "2099-09-02T00:00:00Z", "26.6", "-78.0", "95", None, "2", "HU", None),
]


def test_hurdat2_and_ibtracs_tell_the_same_storm(read_sample: Read) -> None:
    for name in ("hurdat2.txt", "ibtracs.csv"):
        positions = read_sample(name).references["storm_positions"]
        assert positions.select(_COLUMNS).rows()[:2] == _FIRST_TWO, name


def test_signs_of_the_compass_and_unknown_wind(read_sample: Read) -> None:
    last = read_sample("hurdat2.txt").references["storm_positions"].row(2, named=True)
    assert (last["latitude"], last["longitude"], last["wind_kt"], last["category"]) == ("40.0", "1.5", None, None)
    assert (last["is_tropical"], last["season"]) == ("0", "2099")


def test_the_line_of_units_is_no_row_and_nobody_is_counted(read_sample: Read) -> None:
    drafts = read_sample("ibtracs.csv")
    assert (drafts.rows_read, drafts.records.height, drafts.silent_rows) == (2, 0, frozenset({3, 4}))


def test_position_without_a_real_time_goes_back(tmp_path: Path) -> None:
    header = "storm_id,name,season,time_utc,lat,lon,wind_kt,pressure_hpa,status,record\n"
    path = tmp_path / "track.csv"
    path.write_text(header + "AL992099,X,2099,2099-13-01T00:00:00Z,1,2,3,4,TS,\n", encoding="utf-8")
    drafts = find_reader(open_file(path)).read(open_file(path))
    assert drafts.problems["message"].to_list() == [
        "time_utc is '2099-13-01T00:00:00Z', not a time such as 2019-09-01T16:40:00Z."
    ]
    assert drafts.silent_rows == frozenset()


def test_strange_line_in_hurdat2_is_named(tmp_path: Path) -> None:
    path = tmp_path / "hurdat2.txt"
    path.write_text("AL992099,            INVENTED,      1,\nnot a position\n", encoding="utf-8")
    with pytest.raises(FileUnreadable, match="row 2: neither the head of a storm nor a position"):
        find_reader(open_file(path)).read(open_file(path))
