"""IPC's tables of phases: rows in the exact formats (invented) and the real file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.checks import check_drafts
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

_TODAY = date(2026, 11, 23)
_COLUMNS = ["source_row", "measure", "figure", "role", "severity", "population_group", "term", "start_date"]


def test_later_analysis_of_a_period_counts_and_a_projection_stands_beside(
    read_sample: Callable[[str], Drafts],
) -> None:
    records = read_sample("ipc_long.csv").records
    assert records.select(_COLUMNS).rows() == [
        (2, "population", "100", "triangulation", "all", "IPC population analysed", None, "2024-03-01"),
        (3, "people_in_need", "45", "recommended", "3+", None, None, "2024-03-01"),
        (4, "population", "25", "triangulation", "2", "IPC phase 2", None, "2024-03-01"),
        (5, "people_in_need", "15", "recommended", "4", "IPC phase 4", None, "2024-03-01"),
        (6, "people_in_need", "44", "triangulation", "3+", None, "analysis of Feb 2024", "2024-03-01"),
        (7, "people_in_need", "9", "triangulation", "3+", None, "first projection", "2024-07-01"),
    ]


def test_areas_find_their_units(read_sample: Callable[[str], Drafts]) -> None:
    placed = place_records(check_drafts(read_sample("ipc_long.csv"), today=_TODAY).records)
    assert placed.select("provider_place_name", "admin1_code", "place_match").unique().sort("admin1_code").rows() == [
        ("Ouest", "HT-OU", "exact"),
        ("Les Cayes, Sud", "HT-SD", "exact"),
    ]


def test_wide_table_says_the_same_as_the_long_one(read_sample: Callable[[str], Drafts]) -> None:
    drafts = read_sample("ipc_wide.csv")
    assert drafts.rows_read == 2
    assert drafts.records.select(_COLUMNS).rows() == [
        (2, "population", "100", "triangulation", "all", "IPC population analysed", None, "2024-03-01"),
        (2, "people_in_need", "45", "recommended", "3+", None, None, "2024-03-01"),
        (2, "population", "20", "triangulation", "1", "IPC phase 1", None, "2024-03-01"),
        (2, "population", "100", "triangulation", "all", "IPC population analysed", "first projection", "2024-07-01"),
        (2, "people_in_need", "47", "triangulation", "3+", None, "first projection", "2024-07-01"),
        (3, "population", "100", "triangulation", "all", "IPC population analysed", None, "2023-09-01"),
        (3, "people_in_need", "43", "recommended", "3+", None, None, "2023-09-01"),
    ]


def test_earlier_edition_has_other_headings(tmp_path: Path) -> None:
    path = tmp_path / "ipc.csv"
    path.write_text(
        "analysis_date,country_iso3,population,projection,period_start,period_end,phase,number_affected,"
        "percentage_affected\n#date+analysis,#country+code,#population,#meta+projection,#date+start,#date+end,"
        "#meta+phase,#affected+num+ipc,#affected+pct+ipc\n"
        "Mar 2022,HTI,1000,projected,2022-06-01,2022-11-01,P3+,12,0.5\n"
    )
    file = open_file(path)
    drafts = find_reader(file).read(file)
    assert drafts.records.select("figure", "severity", "term").rows() == [("12", "3+", "first projection")]


def test_unknown_phase_and_period_go_back_quoted(tmp_path: Path) -> None:
    header = "Date of analysis,Country,Total country population,Level 1,Area,Validity period,From,To,Phase,Number\n"
    path = tmp_path / "ipc.csv"
    path.write_text(f"{header}Mar 2024,HTI,1,,Sud,someday,2024-03-01,2024-06-30,7,1\n")
    file = open_file(path)
    assert find_reader(file).read(file).problems["message"].to_list() == [
        "Row 2: phase is '7', expected one of all, 3+, 1, 2, 3, 4, 5.",
        "Row 2: period is 'someday', expected one of current, first projection, second projection.",
    ]


@pytest.mark.samples
def test_real_areas_lie_outside_the_region(samples: Path) -> None:
    file = open_file(samples / "ipc_global_area_long_500.csv")
    drafts = find_reader(file).read(file)
    assert drafts.records.height == 500
    assert dict(check_drafts(drafts, today=_TODAY).rows["fate"].value_counts().rows()) == {"outside": 500}
