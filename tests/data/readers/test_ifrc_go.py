"""IFRC GO's appeals and field reports: rows in its exact formats (invented) and the real file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.checks import check_drafts
from data.errors import ColumnsChanged
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

Read = Callable[[str], Drafts]


def test_beneficiaries_of_an_appeal_are_people_targeted_never_displaced(read_sample: Read) -> None:
    records = read_sample("ifrc_appeals.csv").records.filter(pl.col("country_iso3") != "ZMB")
    columns = ["source_row", "measure", "figure", "country_iso3", "term", "start_date", "end_date", "event_id"]
    assert records.select(columns).rows() == [
        (2, "people_targeted", "2500", "JAM", "Emergency Appeal", "2099-08-02", "2099-12-31", "ifrc:77"),
        (4, "people_targeted", "400", "TTO", "DREF", "2098-11-01", "2098-12-31", "ifrc:M95EA099"),
    ]


def test_regional_appeal_under_trinidad_and_tobago_comes_back(read_sample: Read) -> None:
    problems = read_sample("ifrc_appeals.csv").problems
    assert problems.select("source_row", "value", "rule").rows() == [
        (3, "TTO", "regional_appeal"),
        (5, "TTO", "regional_appeal"),
    ]
    assert problems["message"][0] == (
        "Appeal MDR49099 'Caribbean - Hurricane INVENTED' is one of a regional office that stands under TTO: "
        "it is for several states, and its figure is not that of Trinidad and Tobago."
    )


def test_zero_that_nobody_filled_in_is_no_figure(read_sample: Read) -> None:
    drafts = read_sample("ifrc_appeals.csv")
    assert drafts.silent_rows == frozenset({6})
    assert drafts.remarks.select("source_row", "rule").rows() == [(6, "zero_by_default")]


def test_every_appeal_is_accounted_for(read_sample: Read) -> None:
    checked = check_drafts(read_sample("ifrc_appeals.csv"), today=date(2099, 12, 31))
    fates = dict(checked.rows["fate"].value_counts().iter_rows())
    assert fates == {"accepted": 3, "quarantined": 2, "outside": 1}


def test_first_reporter_who_said_anything_counts_also_when_it_is_zero(read_sample: Read) -> None:
    records = read_sample("ifrc_field_reports.json").records.filter(source_row=1)
    assert records.select("measure", "figure", "role", "term").rows() == [
        ("people_affected", "900", "recommended", "affected (Government)"),
        ("people_affected", "1200", "triangulation", "affected (Other)"),
        ("idps", "0", "recommended", "displaced (Red Cross)"),
        ("idps", "70", "triangulation", "displaced (Government)"),
        ("people_reached", "40", "recommended", "assisted (Red Cross)"),
    ]


def test_report_for_two_states_and_a_time_of_day_come_back_quoted(read_sample: Read) -> None:
    checked = check_drafts(read_sample("ifrc_field_reports.json"), today=date(2099, 12, 31), file_name="r.json")
    told = checked.problems.select("source_row", "rule", "message").unique("source_row", keep="first").rows()
    assert sorted(told) == [
        (2, "several_countries", "r.json, row 2: The report is for GRD, VCT together and does not say how many people "
            "are in which. Report each alone."),
        (3, "not_a_day", "r.json, row 3: report_date is '2099-08-03T11:30:00Z', not a YYYY-MM-DD day."),
    ]  # fmt: skip


def test_no_contact_of_a_report_is_read(read_sample: Read) -> None:
    drafts = read_sample("ifrc_field_reports.json")
    assert "invented@example.org" not in str([drafts.records.rows(), drafts.references["events"].rows()])


def test_reports_without_any_country_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("report_date,num_affected,num_displaced,gov_num_affected,gov_num_displaced\n2099-01-01,1,,,\n")
    file = open_file(path)
    with pytest.raises(
        ColumnsChanged, match=r"reports\.csv looks like IFRC GO field reports, but has no column 'count"
    ):
        find_reader(file).read(file)


@pytest.mark.samples
def test_all_appeals_of_the_real_file_under_our_states_are_regional(samples: Path) -> None:
    file = open_file(samples / "ifrc_appeals_data_global.csv")
    checked = check_drafts(find_reader(file).read(file), today=date(2026, 1, 31), file_name=file.name)
    regional = checked.problems.filter(rule="regional_appeal")
    assert regional.filter(value="TTO").height == 17
    assert checked.rows.filter(fate="accepted").height == 0
    assert checked.rows.height == 144
