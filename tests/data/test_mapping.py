"""An unknown table is mapped by a person, kept as a profile and found again by its header. All rows are invented."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.bundle import FOLDER, LEAVE_OUT
from data.checks import check_drafts
from data.errors import ColumnsChanged, PersonalData, RequestRefused
from data.placing import place_records
from data.profiles import Profile, find_profile, keep_profile, profile_from_json, stored_profiles
from data.proposing import propose
from data.readers.mapping import read_mapped
from data.readers.opening import OpenedFile, open_file
from data.store.opening import VARIABLE, open_store

SAMPLE = Path(__file__).parents[1] / "samples" / "unknown_table.csv"
_NOW = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _new_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "store"))
    monkeypatch.setenv(LEAVE_OUT, ",".join(path.name for path in FOLDER.iterdir()))


def _file(folder: Path, text: str, name: str = "t.csv") -> OpenedFile:
    (folder / name).write_text(text, encoding="utf-8")
    return open_file(folder / name)


def _answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_columns_are_proposed_by_name_and_by_what_is_in_them() -> None:
    proposal = propose(open_file(SAMPLE))
    assert proposal.profile.columns == {
        "given_country": "Territory", "given_admin1_name": "Parish", "start_date": "Report Date",
        "source_name": "Agency",
    }  # fmt: skip
    assert proposal.profile.figures == {"Persons in Shelters": "in_shelter", "Families Displaced": "idps"}
    assert proposal.profile.households == ("Families Displaced",)
    assert proposal.profile.day_format == "%d/%m/%Y"
    assert (proposal.missing, proposal.unused, proposal.personal) == ((), ("Remarks",), ("Contact Phone",))


def test_day_that_can_be_two_days_is_asked_for(tmp_path: Path) -> None:
    proposal = propose(_file(tmp_path, "Country,Date,Evacuated,Source\nGRD,04/07/2024,5,X\n"))
    assert proposal.profile.day_format == ""
    assert proposal.missing == ("how days are written: is 04/07/2024 the 4th of July or the 7th of April",)


def test_what_is_missing_is_said_in_words(tmp_path: Path) -> None:
    proposal = propose(_file(tmp_path, "a,b\n1,2\n"))
    assert proposal.missing == (
        "which column holds the number, and what it counts",
        "which column is the country, or which country all rows are about",
        "which column is the day, or which day all rows are about",
        "who counted (source_name)",
    )


def test_rows_become_records_and_a_row_without_a_number_comes_back() -> None:
    file = open_file(SAMPLE)
    checked = check_drafts(read_mapped(file, propose(file).profile), today=date(2026, 1, 31), file_name="t.csv")
    columns = ["source_row", "source", "measure", "figure", "quantifier", "unit", "admin1_code", "start_date"]
    day = date(2024, 7, 14)
    assert sorted(place_records(checked.records).select(columns).rows(), key=str) == [
        (2, "invented_office", "idps", 30, "exact", "household", "JM-05", day),
        (2, "invented_office", "in_shelter", 120, "approximately", "person", "JM-05", day),
        (3, "invented_office", "in_shelter", 80, "exact", "person", "JM-13", date(2024, 7, 15)),
    ]
    assert checked.problems["message"].to_list() == [
        "t.csv, row 4: there is no number in Persons in Shelters, Families Displaced; leave the row out where nobody "
        "counted."
    ]


def test_day_in_another_order_is_quoted_not_turned_round(tmp_path: Path) -> None:
    file = _file(tmp_path, "Country,Date,Evacuated,Source\nGRD,31/12/2024,5,X\nGRD,12/31/2024,6,X\n")
    header = ("Country", "Date", "Evacuated", "Source")
    columns = {"given_country": "Country", "start_date": "Date", "source_name": "Source"}
    profile = Profile("x", header, columns, {"Evacuated": "evacuated"}, day_format="%d/%m/%Y")
    checked = check_drafts(read_mapped(file, profile), today=date(2026, 1, 31), file_name="t.csv")
    assert (
        checked.problems.filter(source_row=3)["message"][0]
        == "t.csv, row 3: Date is '12/31/2024', not a YYYY-MM-DD day."
    )
    assert checked.records["start_date"].to_list() == [date(2024, 12, 31)]


def test_profile_is_kept_and_found_again_by_the_same_columns_in_any_order() -> None:
    profile = propose(open_file(SAMPLE), name="shelter sheet").profile
    store = open_store()
    keep_profile(store, profile, by="Ana", now=_NOW)
    kept = stored_profiles(store)
    store.close()
    assert kept == (profile,)
    assert find_profile(reversed(profile.header), kept) == profile
    assert find_profile(profile.header[:-1], kept) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"columns": {"colour": "Date"}}, "'colour' is no column of a record"),
        ({"columns": {"start_date": "Day"}}, "the table has no column 'Day'; it has Country, Date, Phone"),
        ({"columns": {"term": "Phone"}}, "the column 'Phone' could name a person and is never read"),
        ({"figures": {"Country": "people"}}, "'people' is no measure"),
        ({"day_format": "%y"}, "'%y' is no way to write a day"),
    ],
    ids=["target", "column", "personal", "measure", "day"],
)
def test_profile_that_names_what_does_not_exist_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestRefused, match=message):
        profile_from_json({"name": "x", "header": ["Country", "Date", "Phone"], **change})


def test_profile_that_says_too_little_is_not_kept() -> None:
    store = open_store()
    with pytest.raises(RequestRefused, match="does not say which column holds the number"):
        keep_profile(store, Profile("x", ("Country",)), by="Ana", now=_NOW)
    store.close()


def test_column_that_went_is_named(tmp_path: Path) -> None:
    profile = propose(open_file(SAMPLE), name="sheet").profile
    file = _file(tmp_path, SAMPLE.read_text(encoding="utf-8").replace("Parish", "Ward"))
    with pytest.raises(ColumnsChanged, match=r"t\.csv has no column 'Parish', which the profile 'sheet' names"):
        read_mapped(file, profile)


def test_protected_measure_with_a_personal_column_is_refused_whole(tmp_path: Path) -> None:
    file = _file(tmp_path, "Country,Date,Cases,Agency,Email\nGRD,2024-07-04,5,X,a@example.org\n")
    columns = {"given_country": "Country", "start_date": "Date", "source_name": "Agency"}
    header = ("Country", "Date", "Cases", "Agency", "Email")
    profile = Profile("x", header, columns, {"Cases": "protection_cases"}, day_format="%Y-%m-%d")
    with pytest.raises(PersonalData, match="has the column 'Email', which could name a person"):
        read_mapped(file, profile)


def test_mapped_table_is_imported_by_its_profile_the_next_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(SAMPLE)]) == 1
    assert "Say which column is which with `python -m data map`" in capsys.readouterr().out
    document = _answer(capsys, "map", SAMPLE, "--leave", "Families Displaced", "--save", "shelter sheet")
    assert (document["saved"], document["figures"]) == ("shelter sheet", {"Persons in Shelters": "in_shelter"})
    report = _answer(capsys, "import", SAMPLE)["files"][0]
    assert (report["status"], report["source"], report["accepted"], report["quarantined"]) == (
        "imported", "invented_office", 2, 1,
    )  # fmt: skip


def test_map_takes_what_a_person_says_over_what_was_proposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(tmp_path, "Where,When,People\nSt. Mary,04/07/2024,5\n")
    said = ["--column", "given_admin1_name=Where", "--column", "start_date=When", "--figure", "People=evacuated"]
    more = ["--constant", "country_iso3=JAM", "--constant", "source_name=Invented", "--day-format", "%d/%m/%Y"]
    document = _answer(capsys, "map", file.path, *said, *more)
    assert document["missing"] == []
    assert [(row["figure"], row["country_iso3"], row["start_date"]) for row in document["rows"]] == [
        ("5", "JAM", "2024-07-04")
    ]


def test_template_is_written_once_and_never_over_another_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "needs.xlsx"
    assert _answer(capsys, "template", "needs", "--out", out)["template"] == "needs"
    assert out.read_bytes().startswith(b"PK")
    assert main(["template", "needs", "--out", str(out)]) == 1
    assert "is there already; it was left as it is" in capsys.readouterr().err
