"""IOM's DTM: rows in its exact formats (invented) and the real files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.checks import Checked, check_drafts
from data.errors import ColumnsChanged
from data.identity import identify
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

_TODAY = date(2099, 12, 31)
_ROUNDS = {6: 362_551, 7: 578_074, 8: 702_973, 9: 1_041_229, 10: 1_287_593}


def _read(path: Path) -> Drafts:
    file = open_file(path)
    return find_reader(file).read(file)


def _checked(path: Path) -> Checked:
    return check_drafts(_read(path), today=_TODAY, file_name=path.name)


def test_rows_of_a_unit_and_round_are_kept_apart_by_origin_and_reason(read_sample: Callable[[str], Drafts]) -> None:
    drafts = read_sample("iom_dtm_admin2.json")
    columns = ["source_row", "figure", "sex", "reason", "given_origin_admin1_code", "assessment_type"]
    assert drafts.records.sort("source_row", maintain_order=True).select(columns).rows() == [
        (1, "30", None, "Conflict", "HT01", "BA"),
        (1, "12", "male", "Conflict", "HT01", "BA"),
        (1, "18", "female", "Conflict", "HT01", "BA"),
        (2, "5", None, "Conflict", None, "BA"),
        (3, "8", None, "Conflict; Natural disaster", None, "SA"),
        (4, "2", None, "Conflict", None, "BA"),
    ]
    assert (drafts.rows_read, drafts.silent_rows) == (5, frozenset({5}))


def test_time_stamp_at_midnight_is_that_day(read_sample: Callable[[str], Drafts]) -> None:
    assert read_sample("iom_dtm_admin2.json").records["start_date"].unique().to_list() == ["2099-05-31"]


def test_row_without_its_commune_is_not_taken_for_the_whole_department(read_sample: Callable[[str], Drafts]) -> None:
    records = place_records(check_drafts(read_sample("iom_dtm_admin2.json"), today=_TODAY).records)
    nameless = records.filter(pl.col("source_row") == 4)
    assert nameless.select("provider_place_name", "place_match", "admin2_code").rows() == [
        ("Not available, Ouest", "none", None)
    ]


def test_export_has_a_row_of_tags_and_all_levels(read_sample: Callable[[str], Drafts]) -> None:
    drafts = read_sample("iom_dtm_hdx_export.csv")
    columns = ["source_row", "figure", "sex", "country_iso3", "given_admin1_name", "event_id"]
    assert drafts.rows_read == 4
    assert drafts.records.sort("source_row", maintain_order=True).select(columns).rows() == [
        (3, "40", None, "GRD", None, "beryl-2024"),
        (4, "40", None, "GRD", "Carriacou", "beryl-2024"),
        (4, "16", "male", "GRD", "Carriacou", "beryl-2024"),
        (4, "24", "female", "GRD", "Carriacou", "beryl-2024"),
        (5, "3", None, "BHS", "Not available", None),
        (6, "9", None, "TCD", "Lac", None),
    ]
    fates = check_drafts(drafts, today=_TODAY).rows.sort("source_row")["fate"].to_list()
    assert fates == ["accepted", "accepted", "accepted", "outside"]


def test_one_record_from_the_api_and_from_the_export(tmp_path: Path) -> None:
    shared = '"operation": "O", "admin0Name": "Haiti", "admin0Pcode": "HTI", "admin1Name": "Sud", "admin1Pcode": "HT07"'
    api = tmp_path / "api.json"
    api.write_text(
        f'{{"result": [{{"id": 4, {shared}, "numPresentIdpInd": 6, "reportingDate": "2024-05-31T00:00:00", '
        '"roundNumber": 1, "displacementReason": "conflict", "numberMales": null, "numberFemales": null, '
        '"idpOriginAdmin1Name": "Not available", "idpOriginAdmin1Pcode": null, "assessmentType": "BA"}]}'
    )
    names = "operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,"
    names += "numPresentIdpInd,reportingDate,roundNumber,displacementReason,numberMales,numberFemales,"
    names += "idpOriginAdmin1Name,idpOriginAdmin1Pcode,assessmentType\n"
    export = tmp_path / "export.csv"
    export.write_text(f"{names}O,Haiti,HTI,Sud,HT07,,,1,6.0,2024-05-31T00:00:00,1,Conflict,nan,nan,,,BA\n")
    ids = [identify(place_records(_checked(path).records))["record_id"].to_list() for path in (api, export)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


@pytest.mark.parametrize(
    ("given", "becomes", "message"),
    [
        ("2024-07-31T00:00:00", "2024-07-31T12:00:00", "reportingDate is '2024-07-31T12:00:00', not a YYYY-MM-DD day."),
        (",40,2024", ",-40,2024", "numPresentIdpInd is '-40', expected 0 or more."),
        (",SA,Active", ",XX,Active", "assessmentType is 'XX', expected one of BA, SA, ETT."),
        ("Grenada,GRD", "Grenada,JAM", "admin0Pcode is 'JAM', but the name beside it is 'Grenada'."),
        (",0,40,", ",3,40,", "adminLevel is '3', expected 0, 1 or 2."),
    ],
)
def test_each_wrong_cell_is_quoted(tmp_path: Path, given: str, becomes: str, message: str) -> None:
    text = (Path(__file__).parents[2] / "samples" / "iom_dtm_hdx_export.csv").read_text()
    lines = text.splitlines(keepends=True)
    path = tmp_path / "dtm.csv"
    path.write_text("".join([*lines[:2], lines[2].replace(given, becomes, 1)]))
    messages = _checked(path).problems["message"].to_list()
    assert any(told.endswith(message) for told in messages), messages


def test_renamed_column_of_units_is_refused(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "samples" / "iom_dtm_admin2.json").read_text()
    path = tmp_path / "dtm.json"
    path.write_text(text.replace("admin2Pcode", "admin2PCode_new"))
    with pytest.raises(ColumnsChanged, match=r"'admin2Pcode' is missing, perhaps renamed to 'admin2PCode_new'"):
        _read(path)


def test_edition_without_reasons_is_refused_by_name(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "samples" / "iom_dtm_hdx_export.csv").read_text()
    path = tmp_path / "dtm.csv"
    path.write_text(text.replace("displacementReason", "cause"))
    with pytest.raises(ColumnsChanged, match=r"looks like IOM DTM, but the column 'displacementReason' is missing"):
        _read(path)


@pytest.mark.samples
@pytest.mark.parametrize("level", ["admin1", "admin2"])
def test_real_rounds_of_haiti_add_up_to_what_iom_published(samples: Path, level: str) -> None:
    checked = _checked(samples / f"displacement-{level}-admin0pcode-hti.json")
    assert checked.problems.is_empty()
    records = place_records(checked.records)
    assert records["place_match"].unique().to_list() == ["code"]
    rounds = records.filter(
        (pl.col("operation") == "Countrywide monitoring")
        & pl.col("sex").is_null()
        & (pl.col("assessment_type") == "BA")
    )
    found = dict(rounds.group_by("reporting_round").agg(pl.col("figure").sum()).rows())
    assert {number: found[number] for number in _ROUNDS} == _ROUNDS
    assert identify(records)["record_id"].is_unique().all()


@pytest.mark.samples
def test_real_list_of_operations_goes_to_its_own_table(samples: Path) -> None:
    checked = _checked(samples / "displacement-operation-list.json")
    rows = checked.references["operations"].select("country_iso3", "name", "status").rows()
    assert dict(checked.rows["fate"].value_counts().rows()) == {"accepted": 10, "outside": 96}
    assert [row for row in rows if row[1] == "Hurricane Beryl"] == [
        ("GRD", "Hurricane Beryl", "active"),
        ("VCT", "Hurricane Beryl", "active"),
    ]


@pytest.mark.samples
def test_real_excerpt_for_charts_goes_back_whole(samples: Path) -> None:
    checked = _checked(samples / "data_for_quickcharts.csv")
    assert checked.records.is_empty()
    assert dict(checked.rows["fate"].value_counts().rows()) == {"quarantined": 33}
    assert checked.problems["rule"].unique().to_list() == ["excerpt"]
    assert "row 3: the file names neither level nor unit" in checked.problems["message"][0]
