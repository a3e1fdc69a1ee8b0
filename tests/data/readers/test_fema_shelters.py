"""Shelters in the form of FEMA's National Shelter System; all rows are invented."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.checks import check_drafts
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

Read = Callable[[str], Drafts]


def test_capacities_people_and_open_shelters_are_records_with_a_day(read_sample: Read) -> None:
    records = read_sample("fema_shelters.csv").records.filter(country_iso3="JAM")
    columns = ["source_row", "measure", "figure", "unit", "role", "admin1_code", "site_id", "start_date"]
    day = "2099-08-04"
    assert records.select(columns).rows() == [
        (2, "in_shelter", "57", "person", "recommended", "JM-13", "nss:1", day),
        (2, "shelters_open", "1", "shelter", "recommended", "JM-13", "nss:1", day),
        (2, "shelter_capacity", "300", "person", "recommended", "JM-13", "nss:1", day),
        (2, "shelter_capacity", "120", "person", "triangulation", "JM-13", "nss:1", day),
        (3, "in_shelter", "0", "person", "recommended", "JM-01", "nss:2", day),
        (3, "shelters_open", "0", "shelter", "recommended", "JM-01", "nss:2", day),
        (3, "shelter_capacity", "100", "person", "triangulation", "JM-01", "nss:2", day),
        (3, "shelter_capacity", "60", "person", "recommended", "JM-01", "nss:2", day),
    ]


def test_shelters_become_sites_also_without_a_day(read_sample: Read) -> None:
    checked = check_drafts(read_sample("fema_shelters.csv"), today=date(2099, 12, 31))
    columns = ["site_id", "country_iso3", "admin1_code", "is_school", "capacity_storm", "capacity_after", "status"]
    assert checked.references["sites"].select(columns).rows() == [
        ("nss:1", "JAM", "JM-13", "true", "300", "120", "open"),
        ("nss:2", "JAM", "JM-01", None, "100", "60", "closed"),
        ("nss:5", "JAM", "JM-05", None, "100", "50", "closed"),
    ]


def test_each_row_has_one_fate_and_each_fault_its_words(read_sample: Read) -> None:
    checked = check_drafts(read_sample("fema_shelters.csv"), today=date(2099, 12, 31), file_name="n.csv")
    assert dict(checked.rows["fate"].value_counts().iter_rows()) == {"accepted": 3, "outside": 1, "quarantined": 3}
    assert checked.problems["message"].to_list() == [
        "n.csv, row 5: total_population is '12', but no column says of which day: give it in report_date.",
        "n.csv, row 7: shelter_status_code is 'MAYBE', expected one of OPEN, CLOSED, FULL, ALERT, DECOMMISSIONED.",
        "n.csv, row 8: Shelter 'INVENTED sea' has no country, and its point (3, -50) lies in none of our states: "
        "give iso3.",
    ]


def test_addresses_and_telephones_are_not_read(read_sample: Read) -> None:
    drafts = read_sample("fema_shelters.csv")
    assert "5550001" not in str([drafts.records.rows(), drafts.references["sites"].rows()])
    assert "1 Road" not in str([drafts.records.rows(), drafts.references["sites"].rows()])


def test_page_of_the_map_service_and_geojson_bring_the_same(tmp_path: Path) -> None:
    row = {
        "SHELTER_ID": 1, "SHELTER_NAME": "INVENTED Hall", "EVACUATION_CAPACITY": 10, "POST_IMPACT_CAPACITY": None,
        "TOTAL_POPULATION": 4, "SHELTER_STATUS_CODE": "OPEN", "REPORT_DATE": "2099-08-04",
    }  # fmt: skip
    page = {"features": [{"attributes": row, "geometry": {"x": -77.245, "y": 17.965}}]}
    point = {"type": "Point", "coordinates": [-77.245, 17.965]}
    layer = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": row, "geometry": point}]}
    found = []
    for name, document in (("page.json", page), ("layer.geojson", layer)):
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
        file = open_file(tmp_path / name)
        reader = find_reader(file)
        found.append((reader.name, reader.read(file).records.select("measure", "figure", "admin1_code").rows()))
    assert found[0] == found[1]
    assert found[0] == (
        "FEMA National Shelter System",
        [("in_shelter", "4", "JM-13"), ("shelters_open", "1", "JM-13"), ("shelter_capacity", "10", "JM-13")],
    )
