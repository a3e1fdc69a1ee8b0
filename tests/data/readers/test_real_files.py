"""The publishers' own files, where ``TRACKER_SAMPLES`` names their folder: they bring the records that ship."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.bundle import FOLDER
from data.checks import check_drafts
from data.identity import identify
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.opening import open_file

pytestmark = pytest.mark.samples


def _records(path: Path) -> pl.DataFrame:
    opened = open_file(path)
    checked = check_drafts(find_reader(opened).read(opened), today=date(2026, 1, 31), file_name=opened.name)
    return identify(place_records(checked.records)).select("record_id", "content").sort("record_id")


@pytest.mark.parametrize(
    ("real", "bundled"),
    [
        ("gidd_disasters.csv", "idmc_gidd/gidd_disasters.csv"),
        ("gidd_displacements.csv", "idmc_gidd/gidd_displacements.csv"),
        ("unhcr_caricom_population.csv", "unhcr/unhcr_population.csv"),
    ],
)
def test_real_file_brings_exactly_the_records_that_ship(samples: Path, real: str, bundled: str) -> None:
    assert _records(samples / real).equals(_records(FOLDER / bundled))


def test_a_year_of_missing_migrants_brings_nothing_new(samples: Path) -> None:
    shipped = _records(FOLDER / "iom_missing_migrants" / "missing_migrants.csv")
    year = _records(samples / "missing_migrants_2021-json.json")
    assert (year.height, year.join(shipped, on=["record_id", "content"]).height) == (10, 10)


def test_positions_of_ibtracs_are_those_that_ship(samples: Path) -> None:
    columns = ["storm_id", "time_utc", "latitude", "longitude", "wind_kt", "pressure_hpa", "category", "status"]
    tables = []
    for path in (samples / "ibtracs.NA.list.v04r01.csv", FOLDER / "noaa_tracks" / "storm_tracks.csv"):
        opened = open_file(path)
        positions = find_reader(opened).read(opened).references["storm_positions"]
        numbers = [pl.col(name).cast(pl.Float64) for name in ("latitude", "longitude")]
        beryl = positions.filter(pl.col("storm_id") == "AL022024").select(columns).with_columns(numbers)
        tables.append(beryl.sort("time_utc"))
    assert tables[0].height > 0
    assert tables[0].rows() == tables[1].rows()
