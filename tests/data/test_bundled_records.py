"""What the bundled figures become: how many records of each file and measure, all through the rules, none left over."""

from datetime import date

import polars as pl
import pytest

from data.bundle import BundledFile, bundled_files
from data.checks import check_drafts
from data.identity import identify
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.opening import open_file

_TODAY = date(2026, 1, 31)
_FATES = {
    "figures.csv": (105, 0, 0),
    "shelter_occupancy.csv": (33, 0, 0),
    "shelters.csv": (111, 0, 0),
    "gidd_disasters.csv": (149, 0, 0),
    "gidd_displacements.csv": (6, 0, 0),
    "missing_migrants.csv": (56, 5, 163),
    "storm_tracks.csv": (4910, 0, 0),
    "migrant_stock.csv": (7173, 0, 0),
    "unhcr_asylum_applications.csv": (2358, 0, 0),
    "unhcr_demographics.csv": (433, 0, 0),
    "unhcr_population.csv": (3014, 0, 0),
    "unhcr_solutions.csv": (328, 0, 0),
    "trafficking_tip.csv": (24, 0, 0),
}
_RECORDS = {
    "figures.csv": {
        "deported": 2, "evacuated": 18, "evacuation_ordered": 1, "idps": 13, "in_host_families": 1, "in_shelter": 50,
        "migrants": 4, "new_displacements": 7, "people_in_need": 6, "refugees_asylum_seekers": 2, "shelters_open": 1,
    },
    "shelter_occupancy.csv": {"in_shelter": 33, "shelter_capacity": 3, "shelters_open": 33},
    "shelters.csv": {"shelter_capacity": 3},
    "gidd_disasters.csv": {"idps": 25, "new_displacements": 149},
    "gidd_displacements.csv": {"idps": 6, "new_displacements": 6},
    "missing_migrants.csv": {"missing_or_dead": 56},
    "storm_tracks.csv": {},
    "migrant_stock.csv": {"migrants": 21519},
    "unhcr_asylum_applications.csv": {"asylum_applications": 2358},
    "unhcr_demographics.csv": {
        "asylum_seekers": 1598, "host_community": 1, "idps": 195, "others_in_need_of_protection": 6,
        "others_of_concern": 33, "refugees": 1364,
    },
    "unhcr_population.csv": {
        "asylum_seekers": 2832, "host_community": 15, "idps": 3, "others_in_need_of_protection": 40,
        "others_of_concern": 393, "refugees": 2548, "returned": 443, "stateless": 4,
    },
    "unhcr_solutions.csv": {"naturalised": 235, "resettled": 61, "returned": 64},
    "trafficking_tip.csv": {"trafficking_victims_identified": 6},
}  # fmt: skip
_REFERENCES = {
    "figures.csv": {"events": 28, "notes": 70},
    "shelter_occupancy.csv": {"events": 3, "notes": 4},
    "shelters.csv": {"events": 1, "notes": 5, "sites": 111},
    "gidd_disasters.csv": {"events": 119},
    "storm_tracks.csv": {"storm_positions": 4910},
    "trafficking_tip.csv": {"notes": 18},
}
_FILES = {file.path.name: file for file in bundled_files()}


def _records(file: BundledFile) -> pl.DataFrame:
    opened = open_file(file.path)
    checked = check_drafts(find_reader(opened).read(opened), today=_TODAY, file_name=opened.name)
    return identify(place_records(checked.records))


@pytest.mark.parametrize("name", list(_FILES))
def test_every_row_is_accounted_for_and_every_measure_counted(name: str) -> None:
    opened = open_file(_FILES[name].path)
    drafts = find_reader(opened).read(opened)
    checked = check_drafts(drafts, today=_TODAY, file_name=name)
    fates = tuple(checked.count(fate) for fate in ("accepted", "quarantined", "outside"))
    counts = checked.records.group_by("measure").len().sort("measure")
    assert (drafts.rows_read, sum(fates), fates) == (_FILES[name].rows, _FILES[name].rows, _FATES[name])
    assert dict(counts.iter_rows()) == _RECORDS[name]
    assert {table: rows.height for table, rows in drafts.references.items()} == _REFERENCES.get(name, {})


def test_reader_and_folder_name_the_same_source() -> None:
    sources = {name: find_reader(open_file(file.path)).source for name, file in _FILES.items()}
    assert sources == {name: file.source for name, file in _FILES.items()}


@pytest.mark.parametrize("name", ["figures.csv", "gidd_disasters.csv", "unhcr_population.csv", "missing_migrants.csv"])
def test_order_of_rows_leaves_every_identity_alone(name: str) -> None:
    records = _records(_FILES[name])
    plain = records.drop("record_id", "content")
    again = identify(plain.reverse())
    assert set(again["record_id"]) == set(records["record_id"])
    assert records["record_id"].n_unique() == records.height


def test_returns_are_the_same_records_in_both_tables_of_unhcr() -> None:
    solved = _records(_FILES["unhcr_solutions.csv"]).filter(pl.col("measure") == "returned")
    counted = _records(_FILES["unhcr_population.csv"])
    assert solved.join(counted, on=["record_id", "content"]).height == solved.height


def test_two_haitian_storms_of_2012_are_two_records() -> None:
    records = _records(_FILES["gidd_disasters.csv"])
    storms = records.filter(
        (pl.col("country_iso3") == "HTI")
        & (pl.col("start_date") == date(2012, 1, 1))
        & (pl.col("hazard") == "Storm")
        & (pl.col("measure") == "new_displacements")
    )
    assert sorted(storms["figure"]) == [32000, 44800]
    assert storms["record_id"].n_unique() == 2
