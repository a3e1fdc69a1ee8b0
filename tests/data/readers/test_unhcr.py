"""UNHCR's four tables: filled-in zeros, returns, cases beside persons, parts by sex and age. All rows are invented."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from data.errors import ColumnsChanged
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

Read = Callable[[str], Drafts]
_ENDS = ["source_row", "measure", "figure", "country_iso3", "origin_iso3", "start_date", "end_date"]


@pytest.mark.parametrize("name", ["unhcr_population_download.csv", "unhcr_population_package.csv"])
def test_population_is_the_same_from_download_and_package(read_sample: Read, name: str) -> None:
    drafts = read_sample(name)
    assert drafts.records.sort("source_row", "measure").select(_ENDS).rows() == [
        (2, "asylum_seekers", "0", "BHS", "HTI", "2023-12-31", "2023-12-31"),
        (2, "refugees", "11", "BHS", "HTI", "2023-12-31", "2023-12-31"),
        (2, "returned", "3", "HTI", "BHS", "2023-01-01", "2023-12-31"),
        (3, "asylum_seekers", "7", "BHS", "HTI", "2024-12-31", "2024-12-31"),
        (3, "refugees", "0", "BHS", "HTI", "2024-12-31", "2024-12-31"),
        (3, "returned", "0", "HTI", "BHS", "2024-01-01", "2024-12-31"),
        (4, "idps", "500", "HTI", None, "2024-12-31", "2024-12-31"),
        (4, "returned", "40", "HTI", None, "2024-01-01", "2024-12-31"),
        (5, "refugees", "6", "BLZ", None, "2024-12-31", "2024-12-31"),
    ]


def test_unknown_origin_is_missing_and_told_as_a_group(read_sample: Read) -> None:
    records = read_sample("unhcr_population_package.csv").records
    unknown = records.filter(pl.col("source_row") == 5)
    assert unknown.select("origin_iso3", "population_group").rows() == [(None, "origin unknown")]


def test_row_of_filled_in_zeros_is_silent(read_sample: Read) -> None:
    drafts = read_sample("unhcr_population_package.csv")
    assert (drafts.rows_read, drafts.silent_rows) == (5, frozenset({6}))


def test_renamed_group_is_refused_by_name(tmp_path: Path) -> None:
    header = "year,coo_iso,coa_iso,refugees,asylum_seekers,returned_refugees,idps,returned_idps,stateless_folk,ooc\n"
    path = tmp_path / "population.csv"
    path.write_text(header + "2024,HTI,BHS,1,2,3,0,0,0,0\n", encoding="utf-8")
    with pytest.raises(ColumnsChanged, match=r"'stateless' is missing, perhaps renamed to 'stateless_folk'"):
        find_reader(open_file(path)).read(open_file(path))


def test_cases_and_appeals_stand_beside_first_applications_of_persons(read_sample: Read) -> None:
    records = read_sample("unhcr_applications.csv").records
    assert records.select("figure", "term", "role", "population_group").rows() == [
        ("30", "G N FI", "recommended", None),
        ("4", "G A AR", "triangulation", None),
        ("20", "cases G N EO", "triangulation", "cases"),
        ("2", "U - -", "recommended", "origin unknown"),
    ]


def test_demographics_have_total_sexes_and_ages_that_were_counted(read_sample: Read) -> None:
    records = read_sample("unhcr_demographics.csv").records
    rows = records.filter(pl.col("source_row") == 2).select("figure", "sex", "age_band").rows()
    assert rows == [
        ("7", None, None),
        ("3", "female", None),
        ("1", "female", "0-4"),
        ("0", "female", "5-11"),
        ("0", "female", "12-17"),
        ("2", "female", "18-59"),
        ("0", "female", "60+"),
        ("4", "male", None),
        ("0", "male", "0-4"),
        ("0", "male", "5-11"),
        ("0", "male", "12-17"),
        ("4", "male", "18-59"),
        ("0", "male", "60+"),
    ]


def test_ages_that_nobody_knows_are_one_part_called_unknown(read_sample: Read) -> None:
    records = read_sample("unhcr_demographics.csv").records
    rows = records.filter((pl.col("source_row") == 4) & (pl.col("sex") == "female")).select("figure", "age_band").rows()
    assert rows == [("6", None), ("6", "unknown")]


def test_demographic_total_without_place_is_never_added_to_the_population_table(read_sample: Read) -> None:
    totals = read_sample("unhcr_demographics.csv").records.filter(pl.col("sex").is_null())
    columns = ["role", "provider_place_name", "given_admin1_name", "given_admin2_name"]
    assert totals.sort("source_row").select(columns).rows() == [
        ("recommended", "Paramaribo", "Paramaribo", None),
        ("triangulation", None, None, None),
        ("recommended", "Gressier", None, "Gressier"),
    ]


def test_return_is_the_same_record_in_solutions_and_population(read_sample: Read) -> None:
    columns = ["measure", "figure", "population_group", "role", "country_iso3", "origin_iso3", "start_date", "end_date"]
    solved = read_sample("unhcr_solutions.csv").records.filter(pl.col("measure") == "returned")
    counted = read_sample("unhcr_population_package.csv").records.filter(
        (pl.col("measure") == "returned") & (pl.col("source_row") == 2)
    )
    assert solved.select(columns).rows() == counted.select(columns).rows()


def test_empty_solution_is_no_zero(read_sample: Read) -> None:
    records = read_sample("unhcr_solutions.csv").records
    assert records.select("source_row", "measure", "figure").rows() == [
        (3, "resettled", "12"),
        (3, "naturalised", "0"),
        (2, "returned", "3"),
    ]
