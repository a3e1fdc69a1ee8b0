"""Tables of humanitarian plans: rows in the exact format, all invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.checks import check_drafts
from data.errors import FileUnreadable
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

_SAMPLES = Path(__file__).parents[2] / "samples"
_TODAY = date(2026, 11, 23)


def test_total_given_twice_is_taken_once_and_another_figure_stands_beside(read_sample: Callable[[str], Drafts]) -> None:
    checked = check_drafts(read_sample("hpc_hno_2024.csv"), today=_TODAY)
    columns = ["source_row", "measure", "figure", "role", "sector", "start_date", "end_date"]
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    assert sorted(checked.records.select(columns).rows()) == [
        (3, "people_in_need", 100, "recommended", "Intersectoral", first, last),
        (3, "people_targeted", 60, "recommended", "Intersectoral", first, last),
        (4, "people_reached", 20, "recommended", "Intersectoral", first, None),
        (4, "population", 900, "triangulation", "Intersectoral", first, None),
        (5, "people_in_need", 40, "recommended", "EDU", first, last),
        (5, "people_targeted", 30, "recommended", "EDU", first, last),
        (7, "people_in_need", 25, "recommended", "EDU", first, last),
        (8, "people_in_need", 26, "triangulation", "EDU", first, last),
    ]
    assert checked.problems["message"].to_list() == [
        "Row 6: an earlier row says the same.",
        "Row 9: the publisher marks the place as not valid.",
    ]
    assert list(checked.rows.sort("source_row")["fate"]) == [
        "accepted", "accepted", "accepted", "quarantined", "accepted", "accepted", "quarantined", "accepted",
        "outside", "outside",
    ]  # fmt: skip


def test_newer_edition_calls_the_sector_cluster(tmp_path: Path) -> None:
    path = tmp_path / "hpc_hno_2025.csv"
    header = "Country ISO3,Admin 1 PCode,Admin 1 Name,Admin 2 PCode,Admin 2 Name,Description,Cluster,Category,"
    header += "Population,In Need,Targeted,Affected,Reached,Info\n"
    path.write_text(f"{header}HTI,HT01,Ouest,,,Education,EDU,Host Community,,1337.0,,,,\n")
    file = open_file(path)
    records = find_reader(file).read(file).records
    assert records.select("measure", "figure", "sector", "population_group", "start_date").rows() == [
        ("people_in_need", "1337", "EDU", "Host Community", "2025-01-01")
    ]


@pytest.mark.parametrize("name", ["needs.csv", "needs_2024_2025.csv"])
def test_file_that_does_not_say_its_year_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text((_SAMPLES / "hpc_hno_2024.csv").read_text())
    file = open_file(path)
    with pytest.raises(FileUnreadable, match=r"does not say which year its needs are for.*such as hpc_hno_2025\.csv"):
        find_reader(file).read(file)
