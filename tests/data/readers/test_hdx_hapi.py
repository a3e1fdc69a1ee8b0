"""HDX HAPI: rows in the exact formats of its tables (invented) and the real files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.checks import Checked, check_drafts
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

_TODAY = date(2026, 11, 23)
ReadSample = Callable[[str], Drafts]


def _checked(drafts: Drafts) -> Checked:
    return check_drafts(drafts, today=_TODAY)


def _fates(checked: Checked) -> list[str]:
    return list(checked.rows.sort("source_row")["fate"])


def test_displaced_people_by_level_and_rows_marked_with_an_error_go_back(read_sample: ReadSample) -> None:
    checked = _checked(read_sample("hdx_hapi_idps.csv"))
    placed = place_records(checked.records)
    assert placed.select("figure", "admin1_code", "provider_place_name", "place_match", "reporting_round").rows() == [
        (35, None, None, None, 7),
        (30, "HT-OU", "Ouest", "code", 7),
        (5, None, "Not available", "none", 7),
    ]
    assert placed["source"].unique().to_list() == ["hdx_hapi"]
    assert _fates(checked) == ["accepted", "accepted", "accepted", "quarantined", "outside"]
    assert checked.problems["message"].to_list() == ["Row 6: the publisher marks the row with an error: Duplicate row."]


def test_refugees_are_stocks_and_returns_are_flows_of_the_year(read_sample: ReadSample) -> None:
    checked = _checked(read_sample("hdx_hapi_refugees.csv"))
    columns = ["measure", "figure", "country_iso3", "origin_iso3", "sex", "age_band", "start_date", "end_date"]
    last, first = date(2023, 12, 31), date(2023, 1, 1)
    assert checked.records.sort("source_row").select(columns).rows() == [
        ("refugees", 10, "BHS", "HTI", None, None, last, last),
        ("refugees", 6, "BHS", "HTI", "female", None, last, last),
        ("refugees", 2, "BHS", "HTI", "female", "5-11", last, last),
        ("returned", 4, "HTI", "BHS", None, None, first, last),
        ("returned", 3, "HTI", None, None, None, first, last),
    ]
    assert _fates(checked)[5:] == ["quarantined", "quarantined", "outside"]
    assert checked.problems["message"].to_list() == [
        "Row 8: population_group is 'all'; expected one group of people, REF, ROC, ASY, OIP, IDP, IOC, STA, OOC, HST, "
        "RET, RDP, RST, NAT.",
        "Row 9: origin_iso3 is 'HTI', the same as the country: such people are abroad.",
    ]


def test_needs_by_sector_status_and_category(read_sample: ReadSample) -> None:
    checked = _checked(read_sample("hdx_hapi_needs.json"))
    columns = ["measure", "figure", "unit", "role", "sector", "sex", "age_band", "population_group", "end_date"]
    end = date(2024, 12, 31)
    assert checked.records.select(columns).rows() == [
        ("people_in_need", 100, "person", "recommended", "Intersectoral", None, None, None, end),
        ("people_targeted", 20, "person", "recommended", "SHL", "female", "children", "IDP", end),
        ("people_reached", 7, "household", "recommended", "SHL", None, None, "Total Households", None),
        ("population", 1000, "person", "triangulation", "Intersectoral", None, None, None, None),
    ]
    assert checked.problems["message"].to_list() == [
        "Row 4: the sector is empty; expected one, or Intersectoral for the total.",
        "Row 5: population_status is 'XXX', expected one of AFF, INN, TGT, REA, all.",
    ]


def test_phases_3_and_worse_are_in_need_and_no_part_is_added_to_them(read_sample: ReadSample) -> None:
    checked = _checked(read_sample("hdx_hapi_food_security.csv"))
    columns = ["measure", "figure", "role", "severity", "population_group", "sector", "term"]
    assert checked.records.select(columns).rows() == [
        ("population", 100, "triangulation", "all", "IPC population analysed", None, None),
        ("people_in_need", 45, "recommended", "3+", None, "FSC", None),
        ("people_in_need", 30, "recommended", "3", "IPC phase 3", "FSC", None),
        ("people_in_need", 20, "triangulation", "3+", None, "FSC", "first projection"),
    ]
    assert checked.problems["message"].to_list() == [
        "Row 6: phase is '6', expected one of all, 3+, 1, 2, 3, 4, 5.",
        "Row 7: the publisher marks the row with an error: Duplicate row with earlier date of analysis excluded.",
    ]


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "rows"),
    [("hdx_hapi_humanitarian_needs_global_2024.csv", 1942), ("hdx_hapi_food_security_global_500.csv", 500)],
)
def test_real_tables_lie_outside_the_region(samples: Path, name: str, rows: int) -> None:
    file = open_file(samples / name)
    checked = _checked(find_reader(file).read(file))
    assert dict(checked.rows["fate"].value_counts().rows()) == {"outside": rows}


@pytest.mark.samples
def test_real_needs_of_all_sectors_are_the_published_figure(samples: Path) -> None:
    file = open_file(samples / "hdx_hapi_humanitarian_needs_global_2024.csv")
    records = find_reader(file).read(file).records
    total = records.filter(
        (pl.col("country_iso3") == "AFG")
        & (pl.col("sector") == "Intersectoral")
        & (pl.col("measure") == "people_in_need"),
        pl.all_horizontal(
            pl.col(name).is_null() for name in ("sex", "age_band", "population_group", "given_admin1_code")
        ),
    )
    assert total["figure"].to_list() == ["23666389"]
