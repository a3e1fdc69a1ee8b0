"""CTDC's global dataset: rows in its exact format, all invented. One row is one person, so only groups are kept."""

from datetime import date
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from data.checks import check_drafts
from data.readers.ctdc import FEWEST, read
from data.readers.drafts import Drafts
from data.readers.opening import open_file

_HEADER = (
    "yearOfRegistration,Datasource,gender,ageBroad,majorityStatus,majorityStatusAtExploit,majorityEntry,citizenship,"
    "CountryOfExploitation,traffickMonths,isForcedLabour"
)


def _row(year: str, gender: str, age: str, citizenship: str, country: str) -> str:
    return f"{year},Case Management,{gender},{age},Adult,-99,-99,{citizenship},{country},-99,1"


def _drafts(folder: Path, rows: list[str]) -> Drafts:
    path = folder / "ctdc.csv"
    path.write_text("\n".join([_HEADER, *rows, ""]), encoding="utf-8")
    return read(open_file(path))


_WOMAN = _row("2019", "Female", "18--20", "VE", "TT")
_MAN = _row("2019", "Male", "18--20", "VE", "TT")


def _said(drafts: Drafts) -> list[tuple[object, ...]]:
    kept = drafts.records.filter(pl.col("measure").is_not_null())
    return kept.select("country_iso3", "origin_iso3", "start_date", "sex", "age_band", "figure").rows()


def test_people_are_counted_by_country_and_year_with_parts_that_are_large_enough(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, [_WOMAN] * 15 + [_MAN] * 12)
    assert _said(drafts) == [
        ("TTO", None, "2019-01-01", None, None, "27"),
        ("TTO", None, "2019-01-01", "female", None, "15"),
        ("TTO", None, "2019-01-01", "male", None, "12"),
    ]


def test_split_with_one_small_part_is_left_out_whole(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, [_WOMAN] * 15 + [_MAN] * 2)
    assert _said(drafts) == [("TTO", None, "2019-01-01", None, None, "17")]


def test_group_of_ten_is_not_kept_and_is_told_once(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, [_WOMAN] * 10)
    assert _said(drafts) == []
    assert drafts.remarks.select("rule", "message").rows() == [
        ("group_too_small", "10 rows stand in groups of fewer than 11 people; not kept, so that no person is found.")
    ]


def test_our_citizens_exploited_elsewhere_count_there_with_their_origin(tmp_path: Path) -> None:
    drafts = _drafts(tmp_path, [_row("2018", "Female", "-99", "HT", "DO")] * 11)
    assert _said(drafts) == [("DOM", "HTI", "2018-01-01", None, None, "11")]


def test_each_row_has_one_fate(tmp_path: Path) -> None:
    rows = [_WOMAN] * 11 + [
        _row("2018", "Female", "-99", "UA", "PL"),
        _row("2018", "Female", "-99", "UA", "-99"),
        _row("2018", "Female", "-99", "GY", "-99"),
        _row("-99", "Female", "-99", "GY", "TT"),
        _row("2018", "Female", "-99", "ZZ", "TT"),
    ]
    checked = check_drafts(_drafts(tmp_path, rows), today=date(2025, 1, 1), file_name="ctdc.csv")
    assert dict(checked.rows["fate"].value_counts().iter_rows()) == {"accepted": 12, "outside": 2, "quarantined": 2}
    assert checked.problems["message"].to_list() == [
        "ctdc.csv, row 16: yearOfRegistration is 'empty', expected a year such as 2019.",
        "ctdc.csv, row 17: citizenship is 'ZZ', not a country that we know.",
    ]


_PEOPLE = st.lists(
    st.tuples(
        st.just("2019"),
        st.sampled_from(["Female", "Male", "-99"]),
        st.sampled_from(["9--17", "18--20"]),
        st.just("HT"),
        st.sampled_from(["TT", "DO"]),
    ),
    min_size=8,
    max_size=90,
)


@given(people=_PEOPLE)
def test_no_figure_and_no_difference_of_figures_is_below_eleven(
    tmp_path_factory: object, people: list[tuple[str, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("ctdc")  # type: ignore[attr-defined]
    drafts = _drafts(folder, [_row(*person) for person in people])
    kept = drafts.records.filter(pl.col("measure").is_not_null()).with_columns(pl.col("figure").cast(pl.Int64))
    assert kept.filter(pl.col("figure") < FEWEST).is_empty()
    for _, group in kept.group_by("country_iso3", "origin_iso3", "start_date"):
        total = group.filter(pl.col("sex").is_null() & pl.col("age_band").is_null())["figure"].item()
        for part in ("sex", "age_band"):
            parts = group.filter(pl.col(part).is_not_null())["figure"]
            assert parts.sum() in {0, total}
