"""Any table with HXL tags: headings do not matter, tags do. All rows are invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from data.checks import check_drafts
from data.errors import ColumnsChanged, FormatUnknown
from data.placing import place_records
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.hxl_tags import Count, count_of, parse_tag, text_of
from data.readers.opening import open_file

_TODAY = date(2026, 11, 23)


def _read(path: Path) -> Drafts:
    file = open_file(path)
    return find_reader(file).read(file)


def _drafts(folder: Path, *lines: str) -> Drafts:
    path = folder / "tagged.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return _read(path)


def test_tags_name_the_columns_and_doubtful_rows_go_back(read_sample: Callable[[str], Drafts]) -> None:
    drafts = read_sample("hxl_tagged.csv")
    checked = check_drafts(drafts, today=_TODAY)
    columns = ["source_row", "figure", "quantifier", "unit", "sex", "provider_place_name", "admin1_code"]
    assert sorted(place_records(checked.records).select(columns).rows(), key=str) == [
        (4, 15, "more_than", "person", None, "School A", "LC-02"),
        (4, 9, "exact", "person", "female", "School A", "LC-02"),
        (5, 3, "exact", "household", None, "School B", "LC-02"),
    ]
    assert checked.records["reporting_round"].unique().to_list() == [2]
    assert checked.records["source"].unique().to_list() == ["nemo"]
    assert checked.problems["message"].to_list() == [
        "Row 6: names no unit although other rows do; a total and people of unknown place cannot be told apart. "
        "Leave totals out, and write 'not known' where the place is not known.",
        "Row 7: start_date is '5 July 2024', not a YYYY-MM-DD day.",
        "Row 8: source is empty, expected who published the figure.",
    ]
    assert [row[1] for row in drafts.remarks.rows()] == ["#affected+injured", "#description"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("#affected+idps+ind", Count("idps", "person", None, None, None)),
        ("#affected +ind +f +idps", Count("idps", "person", "female", None, None)),
        ("#affected+hh+idps", Count("idps", "household", None, None, None)),
        ("#affected+idps+ind+stock+conflict", Count("idps", "person", None, None, "conflict")),
        ("#inneed+children", Count("people_in_need", "person", None, "children", None)),
        ("#population", Count("population", "person", None, None, None)),
        ("#affected", Count("people_affected", "person", None, None, None)),
        ("#capacity+shelter+num", Count("shelter_capacity", "person", None, None, None)),
        ("#affected+killed", None),
        ("#affected+displaced", None),
        ("#affected+idps+pct", None),
        ("#affected+f+m+idps", None),
        ("#capacity", None),
        ("#adm1+name", None),
    ],
)
def test_numbers_are_read_only_where_every_attribute_is_understood(text: str, count: Count | None) -> None:
    tag = parse_tag(text)
    assert tag is not None
    assert count_of(tag) == count


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("#country+v_iso3", "country_iso3"),
        ("#country+name+origin", "given_origin_country"),
        ("#adm1+pcode", "given_admin1_code"),
        ("#adm1+code+origin", "given_origin_admin1_code"),
        ("#adm2+name+en", "given_admin2_name"),
        ("#loc+name", "place"),
        ("#loc+type", None),
        ("#geo+lat", "latitude"),
        ("#date+year", "year"),
        ("#date+occurred+event", None),
        ("#round+code", "reporting_round"),
        ("#operation+status", None),
        ("#assessment+type", "assessment_type"),
    ],
)
def test_order_of_attributes_is_free(text: str, column: str | None) -> None:
    word, *attributes = text.split("+")
    tag, turned = parse_tag(text), parse_tag("+".join([word, *reversed(attributes)]))
    assert tag is not None
    assert turned is not None
    assert (text_of(tag), text_of(turned)) == (column, column)


@pytest.mark.parametrize("text", ["#", "number 1", "# ", "#adm1 name", "idps", None])
def test_other_text_is_no_tag(text: str | None) -> None:
    assert parse_tag(text) is None


def test_tags_may_be_the_only_header_and_a_year_is_its_last_day(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, "#country+code,#date+year,#affected+idps,#affected+new+idps,#source", "HTI,2024,5,9,X")
    assert drafts.records.select("measure", "figure", "start_date", "end_date", "date_precision").rows() == [
        ("idps", "5", "2024-12-31", "2024-12-31", "year"),
        ("new_displacements", "9", "2024-01-01", "2024-12-31", "year"),
    ]


def test_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "tagged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for position, row in enumerate([
            ["Country", "Day", "People"], ["#country+code", "#date", "#affected+idps"], ["GUY", "2024-01-02", 7],
        ]):  # fmt: skip
            sheet.write_row(position, 0, row)
    assert _read(path).records.select("source_row", "country_iso3", "figure", "start_date").rows() == [
        (3, "GUY", "7", "2024-01-02")
    ]


def test_table_that_counts_nobody_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(FormatUnknown, match=r"tagged\.csv is no file that we know"):
        _drafts(tmp_path, "a,b", "#country+code,#org", "HTI,X")


def test_known_format_that_lost_a_column_is_not_read_by_its_tags(tmp_path: Path) -> None:
    header = "location_code,admin1_code,admin2_code,operation,assessment_type,round,population,"
    with pytest.raises(ColumnsChanged, match=r"looks like HDX HAPI, but the column 'reporting_round' is missing"):
        _drafts(
            tmp_path,
            f"{header}reference_period_start,reference_period_end",
            "#country+code,#adm1+code,#adm2+code,#operation,#assessment+type,#round,#affected+idps,#date+start,#date+end",
            "HTI,,,O,BA,1,5,2024-01-01,2024-01-01",
        )
