"""Our templates: written, filled in with invented rows, and taken back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data.checks import check_drafts
from data.errors import ColumnsChanged, PersonalData, RequestRefused
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file
from data.template_files import FORMATS, template_bytes
from data.templates import TEMPLATES

Read = Callable[[str], Drafts]
_TODAY = date(2026, 1, 31)


def _read(path: Path) -> Drafts:
    file = open_file(path)
    return find_reader(file).read(file)


def _drafts(folder: Path, text: str) -> Drafts:
    (folder / "filled.csv").write_text(text, encoding="utf-8")
    return _read(folder / "filled.csv")


def _placed(drafts: Drafts) -> pl.DataFrame:
    return place_records(check_drafts(drafts, today=_TODAY).records)


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("file_format", FORMATS)
def test_empty_template_is_known_and_has_the_same_bytes_each_time(tmp_path: Path, name: str, file_format: str) -> None:
    path = tmp_path / f"any.{file_format}"
    path.write_bytes(template_bytes(name, file_format))
    assert path.read_bytes() == template_bytes(name, file_format)
    drafts = _read(path)
    assert (find_reader(open_file(path)).name, drafts.rows_read, drafts.records.height) == ("our template", 0, 0)


def test_workbook_has_lists_notes_and_marks_what_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "shelter.xlsx"
    path.write_bytes(template_bytes("shelter", "xlsx"))
    book = openpyxl.load_workbook(path)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Data", "visible"), ("Notes", "visible"), ("Lists", "hidden"),
    ]  # fmt: skip
    assert [cell.value for cell in book["Data"][1]] == list(TEMPLATES["shelter"].header)
    lists = [rule for rule in book["Data"].data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == 5
    notes = {row[0]: row[2] for row in book["Notes"].iter_rows(min_row=2, values_only=True) if row[0]}
    assert {name for name, needed in notes.items() if needed == "yes"} == set(TEMPLATES["shelter"].needed)


def test_filled_workbook_brings_the_same_records_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "training.xlsx"
    path.write_bytes(template_bytes("training", "xlsx"))
    book = openpyxl.load_workbook(path)
    row = {"country": "JAM", "date_from": date(2024, 5, 1), "people_trained": 25, "source_name": "Invented Office"}
    for position, name in enumerate(TEMPLATES["training"].header, start=1):
        book["Data"].cell(2, position, row.get(name))
    book.save(path)
    text = "country,date_from,people_trained,source_name\nJAM,2024-05-01,25,Invented Office\n"
    columns = ["source_row", "measure", "figure", "country_iso3", "start_date", "end_date", "source"]
    found = _read(path).records.select(columns)
    assert found.rows() == [(2, "people_trained", "25", "JAM", "2024-05-01", "2024-05-01", "invented_office")]
    assert found.equals(_drafts(tmp_path, text).records.select(columns))


def test_evacuation_leaves_from_one_place_and_stays_in_another(read_sample: Read) -> None:
    records = _placed(read_sample("template_evacuation.csv"))
    columns = ["source_row", "measure", "figure", "quantifier", "unit", "admin1_code", "origin_admin1_code", "event_id"]
    assert records.select(columns).rows() == [
        (2, "evacuated", 1200, "approximately", "person", None, "JM-13", "beryl-2024"),
        (2, "evacuation_ordered", 3000, "exact", "person", None, "JM-13", "beryl-2024"),
        (2, "idps", 900, "more_than", "person", "JM-05", None, "beryl-2024"),
        (3, "evacuated", 100, "exact", "household", None, "JM-13", "beryl-2024"),
    ]
    assert records["household_size"].to_list() == [None, None, None, 4.2]


def test_row_without_a_number_and_unknown_country_come_back(read_sample: Read) -> None:
    checked = check_drafts(read_sample("template_evacuation.csv"), today=_TODAY, file_name="e.csv")
    assert checked.problems["message"].to_list() == [
        "e.csv, row 4: there is no number in evacuated, ordered_to_evacuate, newly_displaced, displaced, "
        "with_host_families, in_rented_rooms; leave the row out where nobody counted.",
        "e.csv, row 5: country is 'Narnia', not a country that we know.",
    ]


def test_shelter_is_a_site_and_its_status_says_whether_it_is_open(read_sample: Read) -> None:
    drafts = read_sample("template_shelter.csv")
    columns = ["source_row", "measure", "figure", "role", "admin1_code", "site_id"]
    school, hall = "grd:carriacou invented school", "grd:st george invented hall"
    assert _placed(drafts).select(columns).rows() == [
        (2, "in_shelter", 57, "recommended", "GD-10", school),
        (2, "shelters_open", 1, "recommended", "GD-10", school),
        (2, "shelter_capacity", 200, "recommended", "GD-10", school),
        (2, "shelter_capacity", 80, "triangulation", "GD-10", school),
        (3, "in_shelter", 300, "recommended", "GD-03", None),
        (3, "shelters_open", 4, "recommended", "GD-03", None),
        (4, "shelters_open", 0, "recommended", "GD-03", hall),
    ]
    assert drafts.references["sites"].select(
        "site_id", "country_iso3", "admin1_code", "is_school", "status"
    ).rows() == [
        (school, "GRD", "GD-10", "true", "open"),
        (hall, "GRD", "GD-03", None, "closed"),
    ]


def test_survey_keeps_who_answered_what_they_offer_and_partial_answers_apart(read_sample: Read) -> None:
    records = _placed(read_sample("template_diaspora.csv"))
    columns = ["measure", "figure", "interest", "population_group", "occupation", "country_iso3", "origin_iso3"]
    health = "22 Health professionals"
    assert records.select(columns).rows() == [
        ("diaspora", 120, None, "complete answers", health, "CAN", "GUY"),
        ("diaspora_offers", 20, "return", "complete answers", health, "CAN", "GUY"),
        ("diaspora", 31, None, "partial answers", health, "CAN", "GUY"),
    ]


def test_victims_stand_in_their_year_and_need_no_unit(tmp_path: Path) -> None:
    drafts = _drafts(
        tmp_path,
        "country,year,country_of_origin,form_of_exploitation,sex,victims_identified,source_name\n"
        "TTO,2022,Venezuela,forced labour,Female,12,Invented Police\n",
    )
    columns = ["measure", "figure", "sex", "term", "origin_iso3", "start_date", "end_date", "date_precision"]
    assert _placed(drafts).select(columns).rows() == [
        (
            "trafficking_victims_identified",
            12,
            "female",
            "forced labour",
            "VEN",
            date(2022, 1, 1),
            date(2022, 12, 31),
            "year",
        )
    ]


def test_needs_keep_sectors_apart(tmp_path: Path) -> None:
    text = "country,date_from,sector,in_need,targeted,source_name\nHTI,2025-01-01,Health,900,500,Invented Office\n"
    assert _placed(_drafts(tmp_path, text)).select("measure", "figure", "sector").rows() == [
        ("people_in_need", 900, "Health"),
        ("people_targeted", 500, "Health"),
    ]


_SURVEY = "home_country,country_of_residence,survey_date,skill_group,count,source_name"


@pytest.mark.parametrize(
    "column",
    ["Name", "Full name", "respondent_name", "Surname", "E-mail", "email_address", "Phone", "WhatsApp number",
     "Address", "Street", "Contact", "Passport no", "Date of birth", "National ID", "Facebook"],
)  # fmt: skip
def test_survey_with_a_column_that_could_name_a_person_is_refused_whole(tmp_path: Path, column: str) -> None:
    with pytest.raises(PersonalData, match=r"filled\.csv has the column .* which could name a person") as told:
        _drafts(tmp_path, f"{_SURVEY},{column}\nGUY,CAN,2019-05-31,nursing,20,S,Invented Person\n")
    assert "Invented Person" not in str(told.value)


@pytest.mark.parametrize("cell", ["call +592 000 0000", "invented@example.org"])
def test_survey_with_a_contact_in_a_cell_is_refused_without_repeating_it(tmp_path: Path, cell: str) -> None:
    with pytest.raises(PersonalData, match=r"row 3: the cell in 'skill_group' looks like an e-mail or tele") as told:
        _drafts(tmp_path, f"{_SURVEY}\nGUY,CAN,2019-05-31,nursing,20,S\nGUY,CAN,2019-05-31,{cell},20,S\n")
    assert cell not in str(told.value)


@pytest.mark.parametrize("cell", ["survey of 2019/2020", "31/05/2019", "2018-19 and 2019-2020", "ISCO 22, 5-9 years"])
def test_days_and_years_in_a_cell_are_no_telephone_number(tmp_path: Path, cell: str) -> None:
    assert (
        _drafts(tmp_path, f"{_SURVEY}\nGUY,CAN,2019-05-31,{cell},20,S\n".replace(f",{cell},", f',"{cell}",')).rows_read
        == 1
    )


def test_a_telephone_on_a_list_of_shelters_is_no_reason_to_refuse(tmp_path: Path) -> None:
    text = "country,date,people_in_shelter,source_name,manager_phone\nGRD,2024-07-04,5,Invented Office,0000000\n"
    drafts = _drafts(tmp_path, text)
    assert drafts.remarks["message"].to_list() == ["The column 'manager_phone' is none of the template's."]
    assert "0000000" not in str(drafts.records.rows())


def test_renamed_column_is_named(tmp_path: Path) -> None:
    text = "country,date_from,evacuated,ordered_to_evac,source_name\nGRD,2024-07-04,5,7,Invented Office\n"
    with pytest.raises(
        ColumnsChanged, match=r"'ordered_to_evacuate' of the template evacuation is missing, perhaps ren"
    ):
        _drafts(tmp_path, text)


def test_unknown_template_or_format_lists_those_there_are() -> None:
    with pytest.raises(RequestRefused, match="no template 'flood'; there are evacuation, shelter, needs, protection"):
        template_bytes("flood")
    with pytest.raises(RequestRefused, match="written as csv or xlsx, not 'pdf'"):
        template_bytes("shelter", "pdf")
