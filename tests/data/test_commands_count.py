"""``count``, ``explain``, ``operations`` and ``precedence`` as other programs use them. All rows here are invented."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.bundle import FOLDER, LEAVE_OUT
from data.store.opening import VARIABLE, open_store

HEADER = "source,source_name,measure,country_iso3,admin1_code,sex,operation,reporting_round,start_date,end_date,figure"
ROWS = (
    "office,An office,idps,HTI,HT-OU,,North,1,2025-01-31,,60",
    "office,An office,idps,HTI,HT-AR,,North,1,2025-01-31,,40",
    "office,An office,idps,HTI,,,South,1,2025-02-28,,7",
    "gazette,A gazette,idps,HTI,,,,,2025-03-31,,500",
    "office,An office,idps,JAM,,female,,,2025-01-31,,5",
    "office,An office,returned,HTI,,,,,2024-12-01,2024-12-31,3",
    "office,An office,returned,HTI,,,,,2025-01-01,2025-01-31,9",
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the invented rows and without the figures that ship."""
    folder = tmp_path_factory.mktemp("counted")
    (folder / "rows.csv").write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LEAVE_OUT, ",".join(path.name for path in FOLDER.iterdir()))
        assert main(["import", str(folder / "rows.csv"), "--store", str(folder / "store")]) == 0
    return folder / "store"


@pytest.fixture(autouse=True)
def _store(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(filled))
    monkeypatch.setenv("TRACKER_USER", "Ana")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    capsys.readouterr()
    assert main([*arguments, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


IDPS = ("count", "idps", "--country", "HTI", "--as-of", "2025-06-30")


def test_document_has_the_keys_that_programs_read(capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, *IDPS, "--source", "office", "--operation", "North")
    expected = {"measure", "kind", "as_of", "known_at", "rows", "total", "quantifier", "not_added", "unplaced"}
    assert expected <= set(document)
    assert (document["measure"], document["kind"], document["as_of"]) == ("idps", "stock", "2025-06-30")
    assert (document["total"], document["quantifier"], document["unplaced"]) == (100, "exact", None)
    (row,) = document["rows"]
    assert {"figure", "quantifier", "source", "operation", "round", "date", "age_days"} <= set(row)
    assert (row["figure"], row["operation"], row["round"], row["date"], row["age_days"]) == (
        100, "North", 1, "2025-01-31", 150,
    )  # fmt: skip


def test_split_twice_each_row_has_both_columns(capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, *IDPS, "--country", "JAM", "--by", "country", "--by", "sex")
    assert [(row["country_iso3"], row["sex"], row["figure"]) for row in document["rows"]] == [("JAM", "female", 5)]


def test_without_a_named_operation_the_newest_counts_and_the_other_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, *IDPS, "--source", "office")
    assert document["total"] == 7
    assert [(item["reason"], item["figure"]) for item in document["not_added"]] == [
        ("other_operation", 40), ("other_operation", 60),
    ]  # fmt: skip


def test_total_that_is_refused_is_null_with_its_reason_and_exit_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, *IDPS, "--by", "source")
    assert (document["total"], document["quantifier"]) == (None, None)
    assert document["not_added"][0]["reason"] == "sources_do_not_add"


def test_last_day_of_a_period_is_the_day_of_a_stock(capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, "count", "idps", "--country", "HTI", "--from", "2025-01-01", "--to", "2025-02-01")
    assert (document["as_of"], document["total"]) == ("2025-02-01", 100)


def test_movements_of_a_period_are_those_that_ended_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    period = ("--from", "2025-01-01", "--to", "2025-12-31")
    document = asked(capsys, "count", "returned", "--country", "HTI", *period, "--by", "month")
    assert ([(row["month"], row["figure"]) for row in document["rows"]], document["total"]) == ([("2025-01", 9)], 9)


def test_moment_before_the_import_knows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, *IDPS, "--known-at", "2020-01-01T00:00:00Z")
    assert (document["known_at"], document["rows"], document["total"]) == ("2020-01-01T00:00:00+00:00", [], None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--country", "Haiti"), "country 'Haiti' is not an ISO3 code"),
        (("--from", "2025-07-01"), "the period starts on 2025-07-01 and ends before that"),
        (("--to", "2025-01-01"), "name two different last days"),
        (("--by", "month", "--by", "year"), "by day, by month or by year"),
        (("--by", "sex", "--by", "sex"), "split twice"),
    ],
    ids=["country by name", "period before itself", "two last days", "two times", "twice the same"],
)
def test_request_that_cannot_be_answered_is_exit_code_1(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in asked(capsys, *IDPS, *arguments, code=1)["error"]


@pytest.mark.parametrize(
    "arguments",
    [("refugeees",), ("idps", "--by", "colour"), ("idps", "--as-of", "yesterday"), ("idps", "--known-at", "noon"), ()],
    ids=str,
)
@pytest.mark.parametrize("command", ["count", "explain"])
def test_wrong_use_is_exit_code_2(command: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, *arguments])
    assert stopped.value.code == 2
    assert "usage: python -m data" in capsys.readouterr().err


def test_csv_has_its_header_also_where_nothing_was_counted(capsys: pytest.CaptureFixture[str]) -> None:
    headers = []
    for day in ("2025-06-30", "1999-01-01"):
        assert main(["count", "idps", "--country", "HTI", "--by", "admin1", "--as-of", day, "--format", "csv"]) == 0
        headers.append(next(csv.reader(io.StringIO(capsys.readouterr().out))))
    assert headers[0] == headers[1]
    assert headers[0][:3] == ["country_iso3", "admin1_code", "figure"]


def test_explain_names_every_figure_and_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    document = asked(capsys, "explain", *IDPS[1:], "--operation", "North")
    assert [(part["admin1_code"], part["figure"], part["round"]) for part in document["parts"]] == [
        ("HT-AR", 40, 1), ("HT-OU", 60, 1),
    ]  # fmt: skip
    assert document["definition_source"] == "UN Guiding Principles on Internal Displacement; IDMC"
    assert document["rules"] == []


def restored(filled: Path, setting: str) -> None:
    """Take an office's setting away again."""
    store = open_store(str(filled))
    store.set_setting(setting, None, by="a test", now=datetime.now(UTC))
    store.close()


def test_officer_lets_an_operation_count_and_the_making_says_so(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("North", "South"):
        assert main(["operations", "--set", "hti", name, "--counts"]) == 0
    document = asked(capsys, "explain", *IDPS[1:], "--source", "office")
    restored(filled, "operations")
    assert document["total"] == 107
    assert document["rules"] == [
        "HTI, operation North: counts in the total (set by the office)",
        "HTI, operation South: counts in the total (set by the office)",
    ]


def test_operations_list_rules_and_those_that_have_none(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["operations", "--set", "HTI", "North", "--beside", "--overlaps", "South", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)["operations"]}
    restored(filled, "operations")
    assert rows["North"] == {
        "country_iso3": "HTI", "name": "North", "counts_in_total": False, "overlaps_with": ["South"],
        "set_by": "office",
    }  # fmt: skip
    assert rows["South"]["set_by"].startswith("nobody")
    assert rows["Countrywide monitoring"]["set_by"] == "default"


def test_officer_puts_a_source_first_and_takes_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    key = "idps/HTI"
    assert main(["precedence", "--set", key, "gazette", "office"]) == 0
    first = asked(capsys, "explain", *IDPS[1:])
    assert main(["precedence", "--unset", key]) == 0
    back = asked(capsys, "explain", *IDPS[1:])
    assert (first["total"], first["rules"]) == (
        500, ["idps/HTI: gazette, then office, then by rank (set by the office)"],
    )  # fmt: skip
    assert back["rules"] == []


def test_decision_stands_in_the_ledger_with_who_made_it(filled: Path) -> None:
    assert main(["precedence", "--set", "idps", "office"]) == 0
    assert main(["precedence", "--unset", "idps"]) == 0
    store = open_store(str(filled))
    lines = [(line.by, line.action) for line in store.audit_trail()[-2:]]
    store.close()
    assert [by for by, _ in lines] == ["Ana", "Ana"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("operations", "--set", "HTI", "North"), "--counts or --beside"),
        (("operations", "--counts"), "belong to --set"),
        (("operations", "--set", "FRA", "North", "--counts"), "country 'FRA' is none of our states"),
        (("operations", "--unset", "HTI", "Absent"), "has no rule"),
        (("precedence", "--set", "idps"), "name the sources"),
        (("precedence", "--set", "idps", "who"), "source 'who' is not known"),
        (("precedence", "--set", "idps", "unhcr", "unhcr"), "named twice"),
        (("precedence", "--set", "people", "unhcr"), "measure 'people' is not known"),
        (("precedence", "--unset", "idps"), "set no order"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_decision_that_makes_no_sense_is_refused(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 1
    assert words in json.loads(capsys.readouterr().out)["error"]
